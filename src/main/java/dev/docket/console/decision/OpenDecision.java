package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Moment;
import dev.docket.console.decision.DecisionPage.Outcome;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.work.Work;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.json.read.Reading;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.bundle.RecordedPolicy;
import dev.docket.service.decide.Reproduced;
import dev.docket.service.evidence.RecordEvidence;
import dev.docket.service.evidence.RecordEvidence.Evidence;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.search.DecisionQuery;
import dev.docket.service.search.DecisionSummary;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
import dev.docket.service.whatif.Held;
import dev.docket.service.whatif.WhatHolds;
import dev.docket.service.work.WorkOnDecision;
import dev.docket.text.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a recorded decision for a reader. */
public final class OpenDecision {
    private static final String MOST_MOMENTS = "50";

    private final ReadDecision read;
    private final RecordEvidence evidence;
    private final RecordedPolicy policy;
    private final DescribeBundle describe;
    private final RecordOutcome outcomes;
    private final WorkOnDecision work;
    private final FindDecisions find;
    private final WhatHolds holds;

    public OpenDecision(
            ReadDecision read,
            RecordEvidence evidence,
            RecordedPolicy policy,
            DescribeBundle describe,
            RecordOutcome outcomes,
            WorkOnDecision work,
            FindDecisions find,
            WhatHolds holds) {
        this.read = read;
        this.evidence = evidence;
        this.policy = policy;
        this.describe = describe;
        this.outcomes = outcomes;
        this.work = work;
        this.find = find;
        this.holds = holds;
    }

    /** What came of it. */
    public sealed interface Opened {
        /** @param title of the window */
        record Shown(String title, DecisionPage page) implements Opened {}

        /** The checkpoint that proves it is signed in a moment. */
        record SignedSoon() implements Opened {}

        record Unknown() implements Opened {}

        record Retired(DecisionId decisionId) implements Opened {}
    }

    /**
     * @param isPatient whether a page without a proof is no use yet
     * @param isSaved whether the page is to stand alone
     * @param may what the reader may record
     */
    public Opened open(DecisionId decisionId, boolean isPatient, boolean isSaved, Work.May may) {
        Opened opened = open(decisionId, isPatient, isSaved);
        return opened instanceof Opened.Shown shown && !isSaved
                ? new Opened.Shown(shown.title(), forReader(shown.page(), decisionId, may))
                : opened;
    }

    private DecisionPage forReader(DecisionPage page, DecisionId decisionId, Work.May may) {
        String disposition = page.head().disposition();
        boolean isDone = !page.outcomes().isEmpty();
        return page.offering(may.record() ? Work.offered(disposition, may) : List.of())
                .inHands(Hands.of(work.of(decisionId), disposition, isDone, may));
    }

    private Opened open(DecisionId decisionId, boolean isPatient, boolean isSaved) {
        Optional<Evidence> found = evidence.of(decisionId);
        if (found.isEmpty()) {
            return new Opened.Unknown();
        }
        return switch (found.get()) {
            case Evidence.SignedSoon soon when isPatient -> new Opened.SignedSoon();
            case Evidence.SignedSoon soon -> answered(decisionId, Optional.empty(), isSaved);
            case Evidence.Complete complete -> answered(decisionId, Optional.of(complete), isSaved);
        };
    }

    private Opened answered(DecisionId decisionId, Optional<Evidence.Complete> complete, boolean isSaved) {
        return switch (read.byId(decisionId, TraceLevel.FULL).orElseThrow()) {
            case Reproduced.Answered whole -> shown(Said.tree(whole.answer().bytes()), complete, "", isSaved);
            case Reproduced.Retired retired -> new Opened.Retired(decisionId);
            case Reproduced.Masked masked ->
                fired(decisionId, complete, Texts.of("notice_masked", String.join(", ", masked.paths())), isSaved);
            case Reproduced.BundleNotLoaded missing ->
                fired(decisionId, complete, Texts.of("notice_bundle", missing.because()), isSaved);
            case Reproduced.SnapshotNotKept missing ->
                fired(decisionId, complete, Texts.of("notice_bundle", missing.because()), isSaved);
        };
    }

    /** As it was recorded: with the rules that fired, and no others. */
    private Opened fired(DecisionId decisionId, Optional<Evidence.Complete> complete, String notice, boolean isSaved) {
        return switch (read.byId(decisionId, TraceLevel.FIRED).orElseThrow()) {
            case Reproduced.Answered whole -> shown(Said.tree(whole.answer().bytes()), complete, notice, isSaved);
            case Reproduced.Retired retired -> new Opened.Retired(decisionId);
            case Reproduced.Masked masked -> throw new IllegalStateException("as recorded, nothing is decided again");
            case Reproduced.BundleNotLoaded missing ->
                throw new IllegalStateException("as recorded, no bundle is needed");
            case Reproduced.SnapshotNotKept missing ->
                throw new IllegalStateException("as recorded, no snapshot is needed");
        };
    }

    private Opened shown(JsonNode answer, Optional<Evidence.Complete> complete, String notice, boolean isSaved) {
        Optional<JsonNode> row = complete.map(all -> Said.tree(all.row()));
        JsonNode header = row.map(one -> one.path("header")).orElseGet(Said.JSON::createObjectNode);
        JsonNode request = row.map(one -> Said.tree(one.path("request").asText().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(Said.JSON::createObjectNode);
        List<RuleDescription> rules = policy.rules(
                        new Digest(answer.path("bundle").path("digest").asText()))
                .orElse(List.of());
        Values values = new Values(request);
        Optional<Held> held = held(answer);
        Rules traced = new Rules(rules, held.map(Held::firings).orElse(List.of()), values);
        ShowDecision show = new ShowDecision(describe, traced, values);
        String order = request.path("order").path("orderId").asText();
        JsonNode trace = answer.path("trace").path("rules");
        List<DecisionPage.Missing> missing = show.missing(answer);
        DecisionPage.Head head = show.head(answer, order, "");
        return new Opened.Shown(
                head.dispositionText() + " · " + head.order(),
                new DecisionPage(
                        head,
                        show.facts(answer, request),
                        notice,
                        show.actions(answer),
                        show.approvals(answer),
                        show.problems(answer),
                        traced.groups(trace),
                        traced.changes(trace),
                        held.map(new Lifts(traced, values)::of).orElse(List.of()),
                        Reasons.of(answer.path("priority")),
                        missing,
                        Piece.number(missing.size()),
                        row.isPresent() ? ShowDecision.indented(request) : "",
                        isSaved ? List.of() : outcomes(new DecisionId(head.id())),
                        isSaved ? List.of() : moments(order, head.id()),
                        show.origin(answer, request, header.path("caller").asText()),
                        List.of(),
                        Hands.NONE,
                        complete.map(OpenDecision::embedded).orElse(""),
                        Said.betweenTags(texts()),
                        isSaved,
                        ""));
    }

    /** What holds it; nothing where that cannot be told, or where it would not be told of this answer. */
    private Optional<Held> held(JsonNode answer) {
        String disposition = answer.path("recommendation").path("disposition").asText();
        return holds.of(new DecisionId(answer.path("decisionId").asText()))
                .filter(held -> held.disposition().name().equals(disposition));
    }

    /** What the browser verifies. Its row is as in an evidence pack, byte for byte but for the sign that would end a tag. */
    private static String embedded(Evidence.Complete complete) {
        String row = new String(complete.row(), StandardCharsets.UTF_8);
        return Said.betweenTags("{\"record\":" + row + ",\"checkpoint\":"
                + Said.JSON.getNodeFactory().textNode(complete.checkpoint()) + ",\"key\":"
                + Said.JSON.getNodeFactory().textNode(complete.key()) + "}");
    }

    private static String texts() {
        return Said.JSON.valueToTree(Texts.beginning("verify_")).toString();
    }

    private List<Outcome> outcomes(DecisionId decisionId) {
        return outcomes.of(decisionId, 0).outcomes().stream()
                .map(Said::tree)
                .map(one -> {
                    Instant at = Instant.parse(one.path("recordedAt").asText());
                    return new Outcome(
                            Words.sentence(Said.text(one, "outcome")),
                            at.toString(),
                            Words.time(at),
                            one.path("feedback").has("decidedBy")
                                    ? Said.text(one.path("feedback"), "decidedBy")
                                    : Said.text(one, "caller"),
                            Said.text(one.path("feedback"), "reason"));
                })
                .toList();
    }

    private List<Moment> moments(String order, String decisionId) {
        var parameters = Map.of("orderId", List.of(order), "sort", List.of("oldest"), "limit", List.of(MOST_MOMENTS));
        return !order.isEmpty() && find.query(parameters) instanceof Reading.Valid<DecisionQuery> valid
                ? find.page(valid.value()).decisions().stream()
                        .map(one -> moment(one, decisionId))
                        .toList()
                : List.of();
    }

    private static Moment moment(DecisionSummary summary, String decisionId) {
        List<String> cells = summary.cells();
        String id = cell(cells, "decisionId");
        Instant at = Instant.parse(cell(cells, "decidedAt"));
        String disposition = cell(cells, "disposition");
        return new Moment(
                id,
                at.toString(),
                Words.time(at),
                Words.sentence(cell(cells, "checkpoint")),
                disposition,
                Texts.or("disposition_" + disposition, Words.sentence(disposition)),
                Printable.line(cell(cells, "codes")),
                id.equals(decisionId));
    }

    private static String cell(List<String> cells, String column) {
        return cells.get(DecisionSummary.COLUMNS.indexOf(column));
    }
}
