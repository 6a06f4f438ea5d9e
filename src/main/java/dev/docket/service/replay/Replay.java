package dev.docket.service.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundlePart;
import dev.docket.decision.TraceLevel;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.Heading;
import dev.docket.json.Reading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Answer;
import dev.docket.service.RequestReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Decides one recorded order again and says what differs, and why. A pure function, safe for use by any number of threads. */
final class Replay {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RequestReader reader;

    Replay(RequestReader reader) {
        this.reader = reader;
    }

    /** With the bundle that decided. */
    Replayed asRecorded(DecisionEntry entry, Bundle recorded) {
        return again(entry, Set.of(), parts -> Optional.of(recorded));
    }

    /** With what is proposed in its place. */
    Replayed with(DecisionEntry entry, Combinations bundles) {
        return again(entry, bundles.changed(), bundles::with);
    }

    /** Why it cannot be decided again, whatever bundles there are. */
    static Optional<Replayed.NotReplayed> refusal(DecisionEntry entry) {
        if (!entry.masked().isEmpty()) {
            return Optional.of(new Replayed.NotReplayed(
                    Replayed.Reason.MASKED,
                    "These fields of the request are masked, so it cannot be decided again: %s."
                            .formatted(String.join(", ", entry.masked()))));
        }
        return entry.request() instanceof Payload.Retired
                ? Optional.of(new Replayed.NotReplayed(
                        Replayed.Reason.RETIRED,
                        "What was asked and answered was dropped when its retention ended; only the hashes are kept."))
                : Optional.empty();
    }

    private Replayed again(
            DecisionEntry entry, Set<BundlePart> changed, Function<Set<BundlePart>, Optional<Bundle>> bundleWith) {
        if (!(entry.request() instanceof Payload.Kept request) || !(entry.answer() instanceof Payload.Kept answer)) {
            throw new IllegalArgumentException("nothing to replay in " + entry.decisionId());
        }
        Hash asked = Hash.over(request.bytes());
        // What the record does not vouch for is not read: nobody has checked it.
        if (!asked.equals(request.hash())) {
            return damaged(entry, "request.hash", request.hash().toString(), asked.toString());
        }
        return switch (reader.readAgain(request.bytes())) {
            case Reading.Valid<OrderSnapshot> valid ->
                new Attempt(entry, valid.value(), answer, bundleWith).replay(changed);
            case Reading.Invalid<OrderSnapshot> invalid ->
                unread(entry, invalid.problems().getFirst().toString());
        };
    }

    private static Replayed damaged(DecisionEntry entry, String what, String before, String after) {
        return only(
                entry,
                new Difference(what, what, TextNode.valueOf(before), TextNode.valueOf(after), because(Cause.RECORD)));
    }

    private static Replayed unread(DecisionEntry entry, String problem) {
        return only(
                entry,
                new Difference(
                        "request",
                        "request",
                        TextNode.valueOf("valid"),
                        TextNode.valueOf(problem),
                        because(Cause.ENGINE)));
    }

    private static Replayed only(DecisionEntry entry, Difference difference) {
        return new Replayed.Changed(entry.facets().disposition(), entry.facets().codes(), List.of(difference));
    }

    private static SortedSet<Cause> because(Cause cause) {
        return new TreeSet<>(Set.of(cause));
    }

    /** One order on its way through the bundles. */
    private record Attempt(
            DecisionEntry entry,
            OrderSnapshot snapshot,
            Payload.Kept recorded,
            Function<Set<BundlePart>, Optional<Bundle>> bundleWith) {

        Replayed replay(Set<BundlePart> changed) {
            Answer proposed = answer(changed).orElseThrow();
            if (Arrays.equals(proposed.json(), recorded.bytes())) {
                return new Replayed.Same();
            }
            List<Difference> differences = changed.isEmpty() ? unreproduced(proposed) : attributed(proposed, changed);
            return differences.isEmpty()
                    ? new Replayed.Same()
                    : new Replayed.Changed(
                            proposed.decision().recommendation().disposition().name(), codes(proposed), differences);
        }

        private List<Difference> attributed(Answer proposed, Set<BundlePart> changed) {
            List<Difference> differences = deciding(differences(proposed));
            if (differences.isEmpty()) {
                return differences;
            }
            List<Difference> unreproduced = unreproduced(answer(Set.of()).orElseThrow());
            return new Attribution(changed, parts -> answer(parts).map(this::differences))
                    .of(differences, unreproduced);
        }

        private static List<Difference> deciding(List<Difference> differences) {
            return differences.stream()
                    .filter(difference -> !difference.isProvenance())
                    .toList();
        }

        /** How the answer of the recorded bundle differs from what was recorded: not at all, if all is well. */
        private List<Difference> unreproduced(Answer again) {
            if (Arrays.equals(again.json(), recorded.bytes())) {
                return List.of();
            }
            Hash told = Hash.over(recorded.bytes());
            SortedSet<Cause> cause = because(told.equals(recorded.hash()) ? Cause.ENGINE : Cause.RECORD);
            List<Difference> differences = differences(again);
            if (differences.isEmpty()) {
                // Other bytes that say the same, such as white space that somebody put in.
                differences = List.of(new Difference(
                        "answer.bytes",
                        "answer.bytes",
                        TextNode.valueOf(told.toString()),
                        TextNode.valueOf(Hash.over(again.json()).toString()),
                        cause));
            }
            return differences.stream()
                    .map(difference -> difference.because(cause))
                    .toList();
        }

        private List<Difference> differences(Answer again) {
            Optional<JsonNode> before = tree(recorded.bytes());
            return before.isPresent()
                    ? AnswerDiff.between(before.get(), tree(again.json()).orElseThrow())
                    : List.of(new Difference(
                            "answer",
                            "answer",
                            TextNode.valueOf("no JSON"),
                            TextNode.valueOf("an answer"),
                            new TreeSet<>()));
        }

        private Optional<Answer> answer(Set<BundlePart> parts) {
            Bundle recordedBundle = bundleWith.apply(Set.of()).orElseThrow();
            Heading heading = Answer.heading(snapshot, entry.requestDigest(), entry.at(), recordedBundle.id());
            return bundleWith.apply(parts).map(bundle -> Answer.under(heading, snapshot, bundle, TraceLevel.FIRED));
        }

        private static Optional<JsonNode> tree(byte[] json) {
            try {
                return Optional.of(JSON.readTree(json));
            } catch (IOException noJson) {
                return Optional.empty();
            }
        }

        private static SortedSet<String> codes(Answer answer) {
            return answer.decision().exceptions().stream()
                    .map(exception -> exception.entry().code())
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }
}
