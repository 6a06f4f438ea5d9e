package dev.docket.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.Settled;
import jakarta.validation.Validation;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleOrdersTest {
    private static final int MANY = 5_000;

    @Test
    void every_sample_order_satisfies_the_constraints_of_its_records() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var validator = factory.getValidator();
            assertThat(SampleOrders.generate(7)
                            .limit(MANY)
                            .filter(order -> !validator.validate(order).isEmpty()))
                    .isEmpty();
        }
    }

    @Test
    void the_same_seed_gives_the_same_orders_and_another_seed_others() {
        assertThat(SampleOrders.generate(1).limit(50).toList())
                .isEqualTo(SampleOrders.generate(1).limit(50).toList())
                .isNotEqualTo(SampleOrders.generate(2).limit(50).toList());
    }

    @Test
    void every_optional_field_is_seen_present_and_absent_and_every_enum_value_is_seen() throws Exception {
        Set<String> wanted = new TreeSet<>();
        wish(OrderSnapshot.class, "", wanted);
        wanted.remove("asOf absent");
        // No policy that ships declares any.
        wanted.removeIf(each -> each.endsWith("attributes present"));
        Set<String> seen = new TreeSet<>();
        for (OrderSnapshot order : SampleOrders.generate(11).limit(MANY).toList()) {
            note(order, "", seen);
        }
        assertThat(seen).containsAll(wanted);
    }

    @Test
    void the_history_runs_forward_in_time_and_knows_every_outcome() {
        var history = SampleOrders.history(3).limit(1_000).toList();
        assertThat(history)
                .isSortedAccordingTo(
                        (a, b) -> a.snapshot().now().compareTo(b.snapshot().now()));
        assertThat(history).allSatisfy(order -> assertThat(order.outcome()).isNotNull());
    }

    private static void wish(Class<?> type, String path, Set<String> wanted) {
        for (RecordComponent component : Settled.Components.ofRequest(type).toList()) {
            String name = path + component.getName();
            if (component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class)) {
                wanted.add(name + " present");
                wanted.add(name + " absent");
            }
            if (component.getType().isEnum()) {
                for (Object value : component.getType().getEnumConstants()) {
                    wanted.add(name + " = " + value);
                }
            }
            if (component.getType().isRecord()) {
                wish(component.getType(), name + ".", wanted);
            }
        }
    }

    private static void note(@Nullable Object value, String path, Set<String> seen) throws Exception {
        switch (value) {
            case null -> seen.add(path + " absent");
            case Collection<?> items -> {
                seen.add(path + " present");
                for (Object item : items) {
                    note(item, path, seen);
                }
            }
            default -> {
                seen.add(path + " present");
                if (value instanceof Enum<?> constant) {
                    seen.add(path + " = " + constant);
                }
                if (value.getClass().isRecord()) {
                    for (RecordComponent component : value.getClass().getRecordComponents()) {
                        Object part = component.getAccessor().invoke(value);
                        note(part, path.isEmpty() ? component.getName() : path + "." + component.getName(), seen);
                    }
                }
            }
        }
    }
}
