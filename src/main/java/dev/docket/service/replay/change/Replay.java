package dev.docket.service.replay.change;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundlePart;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.json.Heading;
import dev.docket.json.read.Reading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.Answer;
import dev.docket.service.decide.AsDecided;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Decides one recorded order again and reports what differs and why. A pure function, thread-safe. */
public final class Replay {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final AsDecided asDecided;
    private final RequestReader reader;

    public Replay(AsDecided asDecided, RequestReader reader) {
        this.asDecided = asDecided;
        this.reader = reader;
    }

    /** Replays with the recorded bundle. */
    public Replayed asRecorded(DecisionEntry entry, Bundle recorded) {
        return again(entry, Set.of(), parts -> Optional.of(recorded));
    }

    /** Replays with a proposal. */
    public Replayed with(DecisionEntry entry, Combinations bundles) {
        return again(entry, bundles.changed(), bundles::with);
    }

    /** Why the order cannot be decided again with any bundle. */
    public static Optional<Replayed.NotReplayed> refusal(DecisionEntry entry) {
        if (!entry.masked().isEmpty()) {
            return Optional.of(new Replayed.NotReplayed(
                    Replayed.Reason.MASKED,
                    "It cannot be decided again, because these fields of the request are masked: %s."
                            .formatted(String.join(", ", entry.masked()))));
        }
        return entry.request() instanceof Payload.Retired
                ? Optional.of(new Replayed.NotReplayed(
                        Replayed.Reason.RETIRED,
                        "Request and answer were deleted when their retention period ended; only the hashes are kept."))
                : Optional.empty();
    }

    private Replayed again(
            DecisionEntry entry, Set<BundlePart> changed, Function<Set<BundlePart>, Optional<Bundle>> bundleWith) {
        if (!(entry.request() instanceof Payload.Kept request) || !(entry.answer() instanceof Payload.Kept answer)) {
            throw new IllegalArgumentException("nothing to replay in " + entry.decisionId());
        }
        Hash asked = Hash.over(request.bytes());
        // A request that does not match its recorded hash is not read, because nothing vouches for it.
        if (!asked.equals(request.hash())) {
            return damaged(entry, "request.hash", request.hash().toString(), asked.toString());
        }
        return switch (reader.readAgain(request.bytes())) {
            case Reading.Valid<OrderSnapshot> valid -> {
                Bundle recorded = bundleWith.apply(Set.of()).orElseThrow();
                yield asDecided
                        .of(entry, recorded)
                        .map(as -> new Attempt(entry, valid.value(), answer, recorded.id(), parts -> bundleWith
                                        .apply(parts)
                                        .map(as))
                                .replay(changed))
                        .orElseGet(() -> new Replayed.NotReplayed(
                                Replayed.Reason.SNAPSHOT_NOT_KEPT,
                                "It was decided with a reference snapshot that is not kept here."));
            }
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
            BundleId recordedBundle,
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

        /** How the recorded bundle's answer differs from the record: empty if all is well. */
        private List<Difference> unreproduced(Answer again) {
            if (Arrays.equals(again.json(), recorded.bytes())) {
                return List.of();
            }
            Hash computed = Hash.over(recorded.bytes());
            SortedSet<Cause> cause = because(computed.equals(recorded.hash()) ? Cause.ENGINE : Cause.RECORD);
            List<Difference> differences = differences(again);
            if (differences.isEmpty()) {
                // Different bytes with the same content, such as added white space.
                differences = List.of(new Difference(
                        "answer.bytes",
                        "answer.bytes",
                        TextNode.valueOf(computed.toString()),
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
            Heading heading = Answer.heading(snapshot, entry.requestDigest(), entry.at(), recordedBundle);
            return bundleWith.apply(parts).map(bundle -> Answer.under(heading, snapshot, bundle, TraceLevel.FIRED));
        }

        private static Optional<JsonNode> tree(byte[] json) {
            try {
                return Optional.of(JSON.readTree(json));
            } catch (IOException noJson) {
                return Optional.empty();
            }
        }

        private static SortedSet<ExceptionCode> codes(Answer answer) {
            return answer.decision().exceptions().stream()
                    .map(exception -> exception.entry().code())
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }
}
