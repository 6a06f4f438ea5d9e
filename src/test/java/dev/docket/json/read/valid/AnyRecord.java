package dev.docket.json.read.valid;

import dev.docket.order.constraint.CountryCode;
import dev.docket.order.constraint.CurrencyCode;
import dev.docket.order.constraint.TimeZoneId;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes records of any values that their types allow, some of which no constraint would. */
final class AnyRecord {
    private static final List<String> GOOD = List.of("A-1", "US", "b", "Ünïcode 7");
    private static final Map<Class<? extends Annotation>, String> GOOD_CODES =
            Map.of(CountryCode.class, "US", CurrencyCode.class, "USD", TimeZoneId.class, "Europe/Berlin");
    private static final List<String> ODD = List.of(
            "",
            " ",
            " a",
            "a ",
            "a\u0000b",
            "\u2003x",
            "a".repeat(64),
            "a".repeat(65),
            "\uD83D\uDE00".repeat(64),
            "\uD83D\uDE00".repeat(65),
            "line\nbreak",
            "x".repeat(1000),
            "x".repeat(1001),
            "\uD83D\uDE00".repeat(1000),
            "\uD83D\uDE00".repeat(1001),
            "usd",
            "XXX",
            "ZZ",
            "+02:00",
            "SystemV/AST4");
    private static final List<String> AMOUNTS = List.of("0", "1", "0.5", "12.50", "1E2");
    private static final List<String> ODD_AMOUNTS = List.of(
            "-0.01",
            "-1",
            "1E15",
            "1000000000000000.01",
            "-1E15",
            "-1000000000000000.01",
            "100",
            "100.0",
            "100.01",
            "1.0001",
            "1E-300",
            "1E300",
            "-1E300");
    private static final List<Integer> COUNTS = List.of(1, 2, 3);
    private static final List<Integer> ODD_COUNTS =
            List.of(0, -1, 100, 101, 365, 3650, 3651, 10_000, Integer.MAX_VALUE, Integer.MIN_VALUE);

    private final Random random;
    private double oddShare;

    AnyRecord(long seed) {
        random = new Random(seed);
    }

    /** @param share of the values that are odd, and of the required ones that are missing */
    <T extends Record> T of(Class<T> type, double share) throws ReflectiveOperationException {
        oddShare = share;
        return type.cast(record(type));
    }

    private Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            boolean isOptional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean isAbsent = random.nextDouble() < (isOptional ? 0.4 : oddShare)
                    && !components[i].getType().isPrimitive();
            values[i] = isAbsent ? null : value(components[i].getGenericType());
            if (values[i] instanceof String && !isOdd()) {
                values[i] = code(type.getDeclaredField(components[i].getName()), (String) values[i]);
            }
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        return constructor.newInstance(values);
    }

    private static String code(Field field, String otherwise) {
        return Arrays.stream(field.getAnnotations())
                .filter(one -> GOOD_CODES.containsKey(one.annotationType()))
                .map(one -> GOOD_CODES.get(one.annotationType()))
                .findFirst()
                .orElse(otherwise);
    }

    private Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == SortedMap.class
                    ? new TreeMap<>(Map.of("fragile", true))
                    : list(generic.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            return oneOf(List.of(plain.getEnumConstants()));
        }
        if (plain == String.class) {
            return oneOf(isOdd() ? ODD : GOOD);
        }
        if (plain == BigDecimal.class) {
            return new BigDecimal(oneOf(isOdd() ? ODD_AMOUNTS : AMOUNTS));
        }
        if (plain == Integer.class || plain == int.class) {
            return oneOf(isOdd() ? ODD_COUNTS : COUNTS);
        }
        if (plain == Boolean.class || plain == boolean.class) {
            return random.nextBoolean();
        }
        if (plain == LocalDate.class) {
            return LocalDate.of(2026, 3, 2);
        }
        if (plain == Instant.class) {
            return Instant.parse("2026-03-02T09:30:00Z");
        }
        if (plain.isInstance(ZoneOffset.UTC)) {
            return ZoneOffset.UTC;
        }
        throw new IllegalStateException("no value for " + type);
    }

    private List<Object> list(Type element) throws ReflectiveOperationException {
        int size = isOdd() ? random.nextInt(10) : random.nextInt(2) + 1;
        return IntStream.range(0, size)
                .mapToObj(i -> {
                    try {
                        return value(element);
                    } catch (ReflectiveOperationException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toList();
    }

    private boolean isOdd() {
        return random.nextDouble() < oddShare;
    }

    private <E> E oneOf(List<E> values) {
        return values.get(random.nextInt(values.size()));
    }
}
