package dev.docket.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.Settled;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {
    private static final RecordReader READER = new RecordReader();

    record Small(
            @Nullable String b,
            @Nullable BigDecimal a,
            @Nullable List<String> c) {}

    @Test
    void components_are_sorted_and_absent_ones_left_out() {
        assertThat(text(new Small("x", new BigDecimal("1.500"), null))).isEqualTo("{\"a\":1.5,\"b\":\"x\"}");
        assertThat(text(new Small(null, new BigDecimal("1E+3"), List.of()))).isEqualTo("{\"a\":1000,\"c\":[]}");
    }

    @Test
    void numbers_are_plain_and_end_in_no_zero() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            double real = Double.longBitsToDouble(random.nextLong());
            BigDecimal decimal = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(-9, 30));
            assertThat(text(real))
                    .isEqualTo(Double.isFinite(real) ? text(new BigDecimal("" + real)) : "\"" + real + "\"");
            assertThat(text(decimal)).isEqualTo(plain(decimal));
        }
        for (double real : new double[] {0, -0.0, 1, 10, 0.1, 1e-3, 9.99e-4, 1e7, 9_999_999, 1.5e300, 120.5}) {
            assertThat(text(real)).isEqualTo(plain(new BigDecimal(Double.toString(real))));
        }
    }

    private static String plain(BigDecimal number) {
        String text = number.toPlainString();
        return number.signum() == 0 ? "0" : text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    private static String text(Object value) {
        return new String(new JsonWriter().value(value).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void text_is_escaped_as_rfc_8785_says() {
        assertThat(text(new Small("\u0000\u001f\b\t\n\f\r\"\\/\u007f€😀é", null, null)))
                .isEqualTo("{\"b\":\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f€😀é\"}");
    }

    @Test
    void a_sorted_set_is_written_as_a_list() {
        assertThat(text(new TreeSet<>(List.of("FIN-202", "FIN-201")))).isEqualTo("[\"FIN-201\",\"FIN-202\"]");
    }

    @ParameterizedTest
    @MethodSource
    void what_has_no_form_in_json_is_a_defect_and_not_its_text(Object value) {
        assertThatThrownBy(() -> text(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written as JSON");
    }

    static Stream<Object> what_has_no_form_in_json_is_a_defect_and_not_its_text() {
        return Stream.of(
                Set.of("FIN-201"),
                Optional.of("FIN-201"),
                new byte[] {1},
                'c',
                1.5f,
                new AtomicLong(7),
                Map.of(1, "one"),
                List.of(new Object()));
    }

    @Test
    void the_digest_is_of_the_content() {
        assertThat(CanonicalJson.digest(new Small("x", new BigDecimal("1.0"), null)))
                .isEqualTo(CanonicalJson.digest(new Small("x", BigDecimal.ONE, null)));
    }

    @Test
    void what_is_written_reads_back_as_the_same_order() {
        for (long seed = 0; seed < 500; seed++) {
            OrderSnapshot order = (OrderSnapshot) new Orders(seed).of(OrderSnapshot.class);
            byte[] written = CanonicalJson.of(order);

            Reading<OrderSnapshot> read = READER.json(OrderSnapshot.class, written);

            // Only values that break a constraint may differ; the generator knows no constraints but ids.
            if (read instanceof Reading.Valid<OrderSnapshot> valid) {
                assertThat(valid.value()).as("seed %d", seed).isEqualTo(order);
                assertThat(CanonicalJson.of(valid.value())).as("seed %d", seed).isEqualTo(written);
            } else {
                assertThat(((Reading.Invalid<OrderSnapshot>) read).problems())
                        .as("seed %d", seed)
                        .isEmpty();
            }
        }
    }

    private static String text(Record record) {
        return new String(CanonicalJson.of(record), StandardCharsets.UTF_8);
    }

    /** Orders of every shape that the record classes allow, from a seed. */
    private static final class Orders {
        private final SplittableRandom random;
        private int ids;

        Orders(long seed) {
            random = new SplittableRandom(seed);
        }

        private Object of(Type type) {
            if (type instanceof ParameterizedType map && map.getRawType() == SortedMap.class) {
                return new TreeMap<>(Map.of(
                        "project-" + ids++,
                        of(String.class),
                        "margin",
                        of(BigDecimal.class),
                        "tags",
                        List.of("a", "b")));
            }
            if (type instanceof ParameterizedType list) {
                boolean days = list.getActualTypeArguments()[0].getTypeName().endsWith("DeliveryDay");
                return IntStream.range(0, days ? 1 : 1 + random.nextInt(3))
                        .mapToObj(i -> of(list.getActualTypeArguments()[0]))
                        .toList();
            }
            Class<?> plain = (Class<?>) type;
            if (plain.isRecord()) {
                return record(plain);
            }
            if (plain.isEnum()) {
                return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
            }
            return switch (plain.getSimpleName()) {
                case "String" -> "é\"\\😀" + ids++;
                case "BigDecimal" -> Decimals.normalised(BigDecimal.valueOf(1 + random.nextInt(1_000_000), 6));
                case "Integer" -> 1 + random.nextInt(1000);
                case "Boolean" -> random.nextBoolean();
                case "LocalDate" -> LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400));
                case "Instant" ->
                    Instant.ofEpochSecond(1_770_000_000L + random.nextInt(1_000_000), random.nextInt(1_000_000_000));
                default -> throw new IllegalArgumentException(plain.getName());
            };
        }

        private Object record(Class<?> type) {
            List<@Nullable Object> values = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                types.add(component.getType());
                boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                boolean isAbsent = (optional && random.nextBoolean()) || Settled.Components.isSettled(component);
                values.add(isAbsent ? null : value(component));
            }
            try {
                return type.getDeclaredConstructor(types.toArray(Class<?>[]::new))
                        .newInstance(values.toArray());
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException(broken);
            }
        }

        private Object value(RecordComponent component) {
            return switch (component.getName()) {
                case "currency" -> "USD";
                case "timeZone" -> "Europe/Berlin";
                case "country" -> "US";
                default -> of(component.getGenericType());
            };
        }
    }

    @Test
    void a_map_without_an_order_of_its_own_is_written_sorted() {
        Map<String, Object> hashed = new HashMap<>();
        Map<String, Object> asPut = new LinkedHashMap<>();
        for (String name : List.of("zulu", "alpha", "mike", "bravo", "yankee", "charlie")) {
            hashed.put(name, 1);
            asPut.put(name, 1);
        }
        assertThat(written(hashed))
                .isEqualTo("{\"alpha\":1,\"bravo\":1,\"charlie\":1,\"mike\":1,\"yankee\":1,\"zulu\":1}");
        assertThat(written(Map.copyOf(hashed))).isEqualTo(written(hashed));
        assertThat(written(asPut)).startsWith("{\"zulu\":1,\"alpha\":1,\"mike\":1");
    }

    private static String written(Map<String, Object> map) {
        return new String(new JsonWriter().value(map).bytes(), StandardCharsets.UTF_8);
    }
}
