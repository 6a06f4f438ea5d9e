package dev.docket.training.cases;

import dev.docket.order.Line;
import dev.docket.priority.driver.Drivers;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that a model can learn to distinguish: those that occur often enough in what it is trained on. */
public final class Vocabulary {
    private Vocabulary() {}

    /** @param cases only those that the model is trained on: a later name is none that it could know */
    public static Drivers.Settings of(TrainingConfig config, List<Moment> cases) {
        return new Drivers.Settings(
                names(cases, Line::category, 1), names(cases, Line::supplierId, config.minimumPerSupplier()));
    }

    private static List<String> names(List<Moment> cases, Function<Line, @Nullable String> name, int least) {
        Map<String, Long> orders = cases.stream()
                .flatMap(moment -> namesOf(moment.one(), name))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return orders.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Stream<String> namesOf(Case one, Function<Line, @Nullable String> name) {
        return one.snapshot().order().lines().stream()
                .map(name)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(each -> !each.isEmpty())
                .distinct();
    }
}
