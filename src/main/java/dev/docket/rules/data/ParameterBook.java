package dev.docket.rules.data;

import dev.docket.decision.Arbitration;
import dev.docket.decision.urgency.PriorityCost;
import dev.docket.order.constraint.TimeZoneId;
import dev.docket.rules.Parameters;
import dev.docket.rules.language.ParameterDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a bundle with the days on which they change. */
public final class ParameterBook {
    static final String REMEDY_ORDER = "shortage-remedy-order";
    static final String COST_TOO_URGENT = "priority-cost-too-urgent";
    static final String COST_TOO_MILD = "priority-cost-too-mild";
    static final String REVIEW_PROBABILITY = "classifier-review-probability";

    /** What the arbitration itself reads, so that a folder without them is refused. */
    public static final Map<String, ParameterDefinition.Unit> ARBITRATION = Map.of(
            REMEDY_ORDER, ParameterDefinition.Unit.TEXTS,
            REVIEW_PROBABILITY, ParameterDefinition.Unit.PROBABILITY);

    /** What the arbitration reads too, but a folder may leave out: the cost of a wrong class is for models up to version 3. */
    public static final Map<String, ParameterDefinition.Unit> OPTIONAL = optional();

    private static final double TOO_URGENT = 1;
    private static final double TOO_MILD = 2;

    private final NavigableMap<LocalDate, Settled> byFirstDay = new TreeMap<>();

    /** Names the calendar of a warehouse that has none of its own. */
    public static final String TIME_ZONE = "business-time-zone";

    private record Settled(Parameters parameters, Arbitration arbitration, ZoneId timeZone) {}

    public ParameterBook(Collection<ParameterDefinition> definitions) {
        TreeSet<LocalDate> days = new TreeSet<>();
        definitions.forEach(definition -> days.addAll(definition.values().keySet()));
        for (LocalDate day : days) {
            Map<String, Object> values = new TreeMap<>();
            definitions.forEach(definition -> values.put(definition.name(), definition.on(day)));
            Parameters parameters = new Parameters(values);
            byFirstDay.put(
                    day,
                    new Settled(
                            parameters,
                            arbitration(parameters),
                            values.get(TIME_ZONE) instanceof String id ? TimeZoneId.Known.zone(id) : ZoneOffset.UTC));
        }
    }

    private static Arbitration arbitration(Parameters parameters) {
        return new Arbitration(
                Objects.requireNonNull(parameters.texts(REMEDY_ORDER)),
                new PriorityCost(
                        number(parameters, COST_TOO_URGENT, TOO_URGENT), number(parameters, COST_TOO_MILD, TOO_MILD)),
                number(parameters, REVIEW_PROBABILITY),
                LossParameters.policy(parameters));
    }

    private static Map<String, ParameterDefinition.Unit> optional() {
        Map<String, ParameterDefinition.Unit> optional = new TreeMap<>(LossParameters.ALL);
        optional.put(COST_TOO_URGENT, ParameterDefinition.Unit.COST);
        optional.put(COST_TOO_MILD, ParameterDefinition.Unit.COST);
        return Map.copyOf(optional);
    }

    private static double number(Parameters parameters, String name, double otherwise) {
        return parameters.has(name) ? number(parameters, name) : otherwise;
    }

    private static double number(Parameters parameters, String name) {
        return ((BigDecimal) Objects.requireNonNull(parameters.value(name))).doubleValue();
    }

    /** The parameters as they are on a day. */
    public Parameters on(LocalDate day) {
        return byFirstDay.floorEntry(day).getValue().parameters();
    }

    /** What the values of a parameter are called that differs by order; none for any other. */
    public SortedSet<String> variants(String parameter) {
        return byFirstDay.values().stream()
                .map(Settled::parameters)
                .filter(parameters -> parameters.has(parameter))
                .flatMap(parameters ->
                        parameters.told(parameter) instanceof Variants variants ? variants.labels() : Stream.of())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The calendar of an order whose warehouse names none: as it is on that day in UTC, and UTC if no bundle says more. */
    public ZoneId timeZoneAt(Instant now) {
        return byFirstDay
                .floorEntry(LocalDate.ofInstant(now, ZoneOffset.UTC))
                .getValue()
                .timeZone();
    }

    public Arbitration arbitrationOn(LocalDate day) {
        return byFirstDay.floorEntry(day).getValue().arbitration();
    }
}
