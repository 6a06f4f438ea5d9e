package dev.docket.console.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Sender;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.changes.EffectOfReplay;
import dev.docket.console.shell.Texts;
import dev.docket.decision.BundleProblem;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.change.ChangeResult;
import dev.docket.service.draft.Draft;
import dev.docket.service.draft.EditPolicy;
import dev.docket.service.draft.WouldChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the editor's script is answered, as JSON. */
public final class Drafts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EditPolicy policy;

    public Drafts(EditPolicy policy) {
        this.policy = policy;
    }

    /** The text to write in; nothing if it is not kept. */
    public Optional<byte[]> text() {
        return policy.text()
                .map(text -> json(Map.of("base", text.base().text(), "files", text.files(), "words", text.words())));
    }

    /** What a check finds. */
    public byte[] check(Sent sent) {
        return answered(sent, draft -> policy.check(draft, sent.isHeavy()).map(found -> Map.of("findings", found)));
    }

    /** What would be decided otherwise: HTML, or why that cannot be said. */
    public byte[] effect(Sent sent) {
        return answered(sent, draft -> policy.wouldChange(draft, period(sent)).map(Drafts::said));
    }

    private static Map<String, Object> said(WouldChange found) {
        return switch (found) {
            case WouldChange.Replayed replayed ->
                Map.of(
                        "html",
                        EffectOfReplay.of(replayed.report(), replayed.from(), replayed.to())
                                .html());
            case WouldChange.Unusable unusable -> problems(Texts.of("edit_unusable"), unusable.problems());
        };
    }

    /** Where the change is that was made of it, or why none was. */
    public byte[] propose(Sent sent, Sender sender) {
        if (sent.reasonOr("").isEmpty()) {
            throw new RefusedException(ProblemDetail.invalid(
                    List.of(Problem.of("reason", "required", Texts.of("change_no_reason", Sent.LONGEST_REASON)))));
        }
        return answered(
                sent, draft -> policy.propose(draft, sent.reasonOr(""), sent.ticketOrNull(), period(sent), sender)
                        .map(Drafts::said));
    }

    private static Map<String, Object> said(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Done done ->
                Map.of("path", "/console/changes/" + done.change().id());
            case ChangeResult.Refused refused ->
                Map.of("title", Texts.of("edit_refused", refused.because()), "problems", List.of());
            case ChangeResult.Unknown unknown -> throw new IllegalStateException("it was just proposed");
            case ChangeResult.Unusable unusable -> problems(Texts.of("edit_unusable"), unusable.problems());
        };
    }

    private static Map<String, Object> problems(String title, List<BundleProblem> problems) {
        return Map.of(
                "title",
                title,
                "problems",
                problems.stream().map(Object::toString).toList());
    }

    private static Duration period(Sent sent) {
        return Duration.ofHours(sent.hoursBack());
    }

    private static byte[] answered(Sent sent, Function<Draft, Reading<? extends Map<String, ?>>> work) {
        Reading<? extends Map<String, ?>> said =
                switch (sent.draft()) {
                    case Reading.Valid<Draft> valid -> work.apply(valid.value());
                    case Reading.Invalid<Draft> invalid -> new Reading.Invalid<Map<String, ?>>(invalid.problems());
                };
        return switch (said) {
            case Reading.Valid<? extends Map<String, ?>> valid -> json(valid.value());
            case Reading.Invalid<? extends Map<String, ?>> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
