package dev.docket.service.change.verify;

import dev.docket.change.Canary;
import dev.docket.change.Change;
import dev.docket.change.Dossier;
import dev.docket.change.PolicyLog;
import dev.docket.change.Step;
import dev.docket.change.guard.Figures;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.change.canary.RecountCanary;
import dev.docket.service.proof.JournalArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures that steps of a journal recorded, to be counted again. */
final class RecordedFigures {
    private final List<Claim> claims = new ArrayList<>();

    /** What a step says of the change that it belongs to. */
    private record Claim(Recorded<ChangeEntry> end, Change after) {}

    /** Notes a step that counts, and the changes after it. */
    void note(Recorded<ChangeEntry> recorded, PolicyLog after) {
        Step.Kind kind = Step.Kind.named(recorded.entry().step()).orElseThrow();
        Change change = after.changes().get(recorded.entry().changeId());
        if (change != null && (kind == Step.Kind.SHADOW_ENDED || kind == Step.Kind.CANARY_ENDED)) {
            claims.add(new Claim(recorded, change));
        }
    }

    List<Recount> recount(JournalArchive archive, JournalReader journal) {
        try (RecountShadow shadows = new RecountShadow(archive, journal)) {
            RecountCanary canaries = new RecountCanary(journal);
            return claims.stream()
                    .flatMap(claim -> recount(claim, shadows, canaries).stream())
                    .toList();
        }
    }

    private static Optional<Recount> recount(Claim claim, RecountShadow shadows, RecountCanary canaries) {
        String id = claim.after().id();
        if (claim.end().entry().step().equals(Step.Kind.SHADOW_ENDED.name())) {
            Change.Shadow shadow = claim.after().shadow();
            Dossier.Shadow figures = claim.after().figures();
            return shadow == null || figures == null
                    ? Optional.empty()
                    : Optional.of(shadows.of(id, shadow, figures, claim.end()));
        }
        Canary canary = claim.after().canary();
        Figures figures = canary == null ? null : canary.figures();
        return canary == null || figures == null
                ? Optional.empty()
                : Optional.of(new Recount(
                        "the canary of %s that step %s began".formatted(id, canary.number()),
                        canaries.differing(id, canary, figures, claim.end()),
                        ""));
    }
}
