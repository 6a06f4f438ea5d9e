package dev.docket.stream;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.Echo;
import dev.docket.json.Member;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.outage.Defects;
import dev.docket.service.DocumentIntake;
import dev.docket.service.Received;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.Earlier;
import dev.docket.service.intake.StreamCaller;
import dev.docket.service.intake.StreamIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decides what one record brings, exactly as if its sender had posted it. Thread-safe. */
public final class DecideRecord {
    private static final String REQUEST_ID = "requestId";

    private final RequestReader requests;
    private final DocumentIntake documents;
    private final DecideOrder decide;
    private final Defects defects;
    private final int mostBytes;
    private final Map<String, Optional<String>> mappings;

    public DecideRecord(
            StreamSettings settings,
            RequestReader requests,
            DocumentIntake documents,
            DecideOrder decide,
            Defects defects) {
        this.requests = requests;
        this.documents = documents;
        this.decide = decide;
        this.defects = defects;
        this.mostBytes = settings.mostBytes();
        this.mappings = settings.topics().stream().collect(Collectors.toMap(InTopic::name, InTopic::mapping));
    }

    /** Completes once the decision is durable, if it could be made. Never fails. */
    CompletionStage<Fate> decide(ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            byte[] value = record.value();
            if (value == null || value.length == 0) {
                return done(new Fate.Poison(
                        Fate.Reason.NO_CONTENT,
                        List.of(Problem.of(
                                "", "no-content", "the record has no value, so there is no order to decide"))));
            }
            if (value.length > mostBytes) {
                return done(new Fate.Poison(
                        Fate.Reason.TOO_LARGE,
                        List.of(Problem.of(
                                "", "too-large", "is larger than docket.limits.body-bytes allows: split the order"))));
            }
            return switch (CloudEvent.read(value, record.headers())) {
                case Reading.Valid<Content> valid -> decide(valid.value(), RecordPlace.of(record));
                case Reading.Invalid<Content> invalid ->
                    done(new Fate.Poison(Fate.Reason.INVALID_EVENT, invalid.problems()));
            };
        } catch (RuntimeException failed) {
            return done(after(failed));
        }
    }

    private CompletionStage<Fate> decide(Content content, RecordPlace place) {
        Sender sender = StreamCaller.of(place.topic(), place.partition(), place.offset(), content.traceId());
        Optional<String> mapping = mappings.getOrDefault(place.topic(), Optional.empty());
        if (mapping.isEmpty()) {
            boolean isItsOwn = content.requestId().isEmpty() && Member.isIn(content.document(), REQUEST_ID);
            Reading<Received> read = requests.read(named(content, place)).map(Received::plain);
            return decide(isItsOwn ? StreamIds.refuseReserved(read) : read, sender);
        }
        Optional<DocumentIntake.Mapping> found = documents.mapping(mapping.get());
        if (found.isEmpty()) {
            return done(
                    new Fate.Later("the active bundle has no mapping '%s', which docket.stream.in names for topic %s"
                            .formatted(Echo.of(mapping.get()), place.topic())));
        }
        try (DocumentIntake.Mapping reader = found.get()) {
            // Under the id of the event; a document without an event has one of its own.
            Reading<Received> read = reader.read(content.document());
            return decide(
                    content.requestId().isEmpty()
                            ? StreamIds.refuseReserved(read)
                            : read.map(it -> it.under(content.requestId().get())),
                    sender);
        }
    }

    private static byte[] named(Content content, RecordPlace place) {
        return content.requestId()
                .map(id -> Member.set(content.document(), REQUEST_ID, id))
                .orElseGet(() -> Member.isIn(content.document(), REQUEST_ID)
                        ? content.document()
                        : Member.set(content.document(), REQUEST_ID, RequestIds.of(place)));
    }

    private CompletionStage<Fate> decide(Reading<Received> reading, Sender sender) {
        return switch (reading) {
            case Reading.Invalid<Received> invalid ->
                done(new Fate.Poison(Fate.Reason.INVALID_REQUEST, invalid.problems()));
            case Reading.Valid<Received> valid -> {
                try (Received received = valid.value()) {
                    yield decide.decide(received, TraceLevel.FIRED, sender)
                            .handle((result, failure) -> failure == null ? fate(result, sender) : after(failure));
                }
            }
        };
    }

    private static Fate fate(DecisionResult result, Sender sender) {
        return switch (result) {
            case DecisionResult.New fresh -> {
                fresh.answer().close();
                yield new Fate.Decided();
            }
            case DecisionResult.Duplicate duplicate -> {
                duplicate.answer().close();
                yield before(duplicate.earlier(), sender);
            }
            case DecisionResult.Retired retired -> before(retired.earlier(), sender);
            // A newer policy may map the same record to another order; it was decided all the same.
            case DecisionResult.Conflict conflict ->
                isSame(conflict.earlier(), sender)
                        ? new Fate.Decided()
                        : new Fate.Poison(
                                Fate.Reason.CONFLICT,
                                List.of(new Problem(
                                        REQUEST_ID,
                                        "request-id-conflict",
                                        "was used before with other content, by record %s: give a changed order a new id"
                                                .formatted(
                                                        conflict.earlier().at().orElse("that waits")),
                                        Echo.of(conflict.requestId()),
                                        0)));
            case DecisionResult.Unavailable unavailable -> new Fate.Later(unavailable.because());
        };
    }

    private static Fate before(Earlier earlier, Sender sender) {
        if (isSame(earlier, sender)) {
            return new Fate.Decided();
        }
        return earlier.at()
                .<Fate>map(Fate.Duplicate::new)
                .orElseGet(() -> new Fate.Later("the decision that this record repeats waits for its database"));
    }

    /** Whether that decision was made of this very record, which comes again after a restart. */
    private static boolean isSame(Earlier earlier, Sender sender) {
        return earlier.sender().caller().equals(sender.caller())
                && earlier.sender().call().map(Call::id).equals(sender.call().map(Call::id));
    }

    private Fate after(Throwable failure) {
        Optional<StoreUnavailableException> away = StoreUnavailableException.in(failure);
        if (away.isPresent()) {
            return new Fate.Later(away.get().toLog());
        }
        String incident = defects.incident(failure);
        if (failure instanceof Error) {
            return new Fate.Later("incident " + incident);
        }
        return new Fate.Poison(
                Fate.Reason.INTERNAL_ERROR,
                List.of(Problem.of(
                        "",
                        "internal-error",
                        "the service has a defect: its log has more under incident " + incident)));
    }

    private static CompletionStage<Fate> done(Fate fate) {
        return CompletableFuture.completedStage(fate);
    }
}
