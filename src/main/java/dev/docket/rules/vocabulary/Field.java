package dev.docket.rules.vocabulary;

import dev.docket.order.Accessor;
import dev.docket.order.Attributed;
import dev.docket.order.Derived;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributeType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that a rule may read from a fact: a component of a canonical record, or one derived from components.
 *
 * @param isOptional whether it may be absent though its fact is present
 * @param reads the optional fields behind it, relative to the fact
 * @param counts further ones behind it that nobody needs, since an absent one counts as something
 * @param searches whether it goes through a list
 * @param parameters what a derived value with arguments asks for, empty for all others
 * @param domain the numbers that it may have
 * @param words its name for people, {@code net amount}
 * @param code how compiled conditions read it, without arguments
 */
public record Field(
        String name,
        ValueType type,
        boolean isOptional,
        boolean isDerived,
        List<String> reads,
        List<String> counts,
        boolean searches,
        List<ValueType> parameters,
        Domain domain,
        String words,
        String code,
        Getter getter) {

    private static final Object[] NO_ARGUMENTS = {};

    /** Reads the value. The arguments are never null. */
    public sealed interface Getter {
        @Nullable
        Object get(Object fact, Object[] arguments);

        /** Of a field without parameters. */
        record Plain(Function<Object, @Nullable Object> accessor) implements Getter {
            @Override
            public @Nullable Object get(Object fact, Object[] arguments) {
                return accessor.apply(fact);
            }
        }

        /** Of a derived value with parameters. */
        record WithArguments(MethodHandle spread) implements Getter {
            @Override
            public @Nullable Object get(Object fact, Object[] arguments) {
                return invoke(spread, fact, arguments);
            }
        }
    }

    /** The value, for a field without parameters. */
    @Nullable
    public Object value(Object fact) {
        return getter.get(fact, NO_ARGUMENTS);
    }

    /** An attribute of the deployment's own. */
    public static Field of(AttributeDefinition attribute) {
        String name = "attributes." + attribute.name();
        return new Field(
                name,
                typeOf(attribute.type()),
                true,
                false,
                List.of(name),
                List.of(),
                false,
                List.of(),
                new Domain(attribute.least(), true, attribute.most()),
                attribute.name().replace('-', ' '),
                "%s(\"%s\")".formatted(attribute.type().method(), attribute.name()),
                new Getter.Plain(fact -> attribute.type().of((Attributed) fact, attribute.name())));
    }

    private static ValueType typeOf(AttributeType type) {
        return switch (type) {
            case TEXT -> ValueType.Simple.TEXT;
            case DECIMAL -> ValueType.Simple.DECIMAL;
            case FLAG -> ValueType.Simple.TRUTH;
            case DATE -> ValueType.Simple.DATE;
            case MOMENT -> ValueType.Simple.MOMENT;
            case TEXTS -> new ValueType.Many(ValueType.Simple.TEXT);
        };
    }

    /** All that a rule may read of a record: its components and public derived values, by name. */
    static SortedMap<String, Field> allOf(Class<?> record) {
        SortedMap<String, Field> fields = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (isInVocabulary(component.getGenericType())) {
                fields.put(
                        component.getName(),
                        new Field(
                                component.getName(),
                                ValueType.of(component.getGenericType()),
                                optional,
                                false,
                                List.of(component.getName()),
                                List.of(),
                                false,
                                List.of(),
                                Domain.of(record, component.getName()),
                                words(component.getName()),
                                component.getName(),
                                getter(component.getAccessor())));
            }
        }
        for (Method method : record.getDeclaredMethods()) {
            if (isDerivedValue(method) && !fields.containsKey(method.getName())) {
                Derived derived = method.getAnnotation(Derived.class);
                fields.put(
                        method.getName(),
                        new Field(
                                method.getName(),
                                ValueType.of(method.getGenericReturnType()),
                                method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class),
                                true,
                                derived == null ? List.of() : List.of(derived.value()),
                                derived == null ? List.of() : List.of(derived.counts()),
                                derived != null && derived.searches(),
                                Arrays.stream(method.getGenericParameterTypes())
                                        .map(ValueType::of)
                                        .toList(),
                                Domain.ALL,
                                words(method.getName()),
                                method.getName(),
                                getter(method)));
            }
        }
        return fields;
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isDerivedValue(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && (method.getParameterCount() == 0 || method.isAnnotationPresent(Derived.class))
                && !method.getName().equals("toString")
                && !method.getName().equals("hashCode")
                && isInVocabulary(method.getGenericReturnType());
    }

    private static boolean isInVocabulary(Type type) {
        try {
            ValueType.of(type);
            return true;
        } catch (IllegalArgumentException notInVocabulary) {
            return false;
        }
    }

    private static Getter getter(Method method) {
        try {
            if (method.getParameterCount() == 0) {
                return new Getter.Plain(Accessor.of(method));
            }
            MethodHandle spread =
                    MethodHandles.lookup().unreflect(method).asSpreader(Object[].class, method.getParameterCount());
            return new Getter.WithArguments(spread);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("cannot read " + method, impossible);
        }
    }

    private static @Nullable Object invoke(MethodHandle handle, Object fact, Object[] arguments) {
        try {
            return handle.invoke(fact, arguments);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }
}
