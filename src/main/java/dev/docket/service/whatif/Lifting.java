package dev.docket.service.whatif;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.decision.Decider;
import dev.docket.decision.Grounds;
import dev.docket.decision.Grounds.RuleAt;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.json.read.Reading;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Looks for what would let go of one order: each change that a rule names is tried by deciding the order with it. */
final class Lifting {
    /** Of a rule that fires on many lines, so many are explained. */
    private static final int MOST_LINES = 10;
    /** So many rules are named as grounds. */
    private static final int MOST_GROUNDS = 12;
    /** With more lines a decision takes too long to be tried several times for one page. */
    private static final int MOST_LINES_TRIED = 50;
    /** How often the order is decided at most; a count and no time, so that a slow machine says the same. */
    private static final int MOST_TRIALS = 64;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Decider decider;
    private final RequestReader reader;
    private final Instant receivedAt;
    private final Request request;
    private int trialsLeft;

    Lifting(Decider decider, RequestReader reader, Instant receivedAt, Request request) {
        this.decider = decider;
        this.reader = reader;
        this.receivedAt = receivedAt;
        this.request = request;
        this.trialsLeft = request.snapshot().order().lines().size() <= MOST_LINES_TRIED ? MOST_TRIALS : 0;
    }

    /** An order with other values, and why it is decided as it is. */
    private record State(
            ObjectNode json, OrderSnapshot snapshot, Grounds grounds, SequencedMap<String, String> values) {
        Held.Tried tried() {
            return new Held.Tried(values, grounds.disposition());
        }

        /** What is milder, then what fewer rules ask for. */
        static final Comparator<State> MILDEST = Comparator.<State, Disposition>comparing(
                        state -> state.grounds().disposition())
                .thenComparingInt(state -> state.grounds().rules().size());
    }

    Held held() {
        OrderSnapshot snapshot = request.snapshot().receivedAt(receivedAt);
        State now = new State(json(), snapshot, decider.grounds(snapshot), new LinkedHashMap<>());
        List<Firing> firings = decider.firings(snapshot, MOST_LINES);
        List<Held.Ground> grounds = now.grounds().rules().stream()
                .flatMap(rule -> of(rule, firings).stream().map(firing -> ground(now, rule, firing)))
                .limit(MOST_GROUNDS)
                .toList();
        int more = now.grounds().rules().size() - grounds.size();
        return new Held(
                now.grounds().disposition(),
                grounds,
                more,
                now.grounds().others(),
                firings,
                grounds.size() > 1 ? together(now) : Optional.empty());
    }

    private static Optional<Firing> of(RuleAt rule, List<Firing> firings) {
        return firings.stream()
                .filter(firing -> rule.equals(new RuleAt(firing.ruleId(), firing.line())))
                .findFirst();
    }

    private Held.Ground ground(State now, RuleAt rule, Firing firing) {
        return new Held.Ground(
                firing,
                firing.ceases().stream()
                        .map(cease ->
                                new Held.Way(cease, tried(now, rule, cease).map(State::tried)))
                        .toList());
    }

    /** The mildest that becomes of it at a value of the range. */
    private Optional<State> tried(State from, RuleAt rule, WouldCease cease) {
        List<State> states = new ArrayList<>();
        boolean isOneEnough = !(cease.range() instanceof WouldNeed.Range.OneOf);
        for (String value : OneValue.of(cease.range(), OtherValue.at(from.json(), cease.path()))) {
            if (trialsLeft > 0 && !(isOneEnough && !states.isEmpty())) {
                with(from, cease.path(), value)
                        .filter(state -> !state.grounds().fired().contains(rule))
                        .ifPresent(states::add);
            }
        }
        return states.stream().min(State.MILDEST);
    }

    private Optional<State> with(State from, String path, String value) {
        ObjectNode changed = from.json().deepCopy();
        boolean isPut = value.isEmpty()
                ? OtherValue.remove(changed, path)
                : OtherValue.put(changed, path, value).isEmpty();
        if (!isPut || !(reader.read(bytes(changed)) instanceof Reading.Valid<Request> valid)) {
            return Optional.empty();
        }
        trialsLeft--;
        OrderSnapshot snapshot = valid.value().snapshot().receivedAt(receivedAt);
        SequencedMap<String, String> values = new LinkedHashMap<>(from.values());
        values.put(path, value);
        return Optional.of(new State(changed, snapshot, decider.grounds(snapshot), values));
    }

    /** One change after the other, each the mildest of those that end the next ground. */
    private Optional<Held.Tried> together(State now) {
        State at = now;
        while (at.grounds().disposition() == now.grounds().disposition()) {
            State from = at;
            List<Firing> firings = decider.firings(from.snapshot(), MOST_LINES);
            Optional<State> next = from.grounds().rules().stream()
                    .limit(1)
                    .flatMap(rule -> of(rule, firings).stream()
                            .flatMap(firing -> firing.ceases().stream())
                            .filter(cease -> !from.values().containsKey(cease.path()))
                            .flatMap(cease -> tried(from, rule, cease).stream()))
                    .min(State.MILDEST);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at.tried());
    }

    private ObjectNode json() {
        try {
            return (ObjectNode) JSON.readTree(request.content());
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record is not JSON", damaged);
        }
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
