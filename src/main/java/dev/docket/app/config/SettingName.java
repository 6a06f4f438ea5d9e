package dev.docket.app.config;

import dev.docket.text.Suggestion;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One setting of {@link Settings}, as its method declares it.
 *
 * @param thing whose setting it is: the name that somebody gave it, {@link #ANY} for all that could be, empty for the service
 */
record SettingName(String name, Method method, String thing) {
    /** Stands for the name of a thing. */
    static final String ANY = "NAME";

    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");
    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Za-z0-9]");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

    /** All settings, by name. */
    static List<SettingName> all() {
        return below(Settings.PREFIX, Settings.class, "")
                .sorted(Comparator.comparing(SettingName::name))
                .toList();
    }

    private static Stream<SettingName> below(String prefix, Class<?> group, String thing) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .flatMap(method -> {
                    String name = prefix + "." + hyphenated(method.getName());
                    if (method.isAnnotationPresent(Meaning.class)) {
                        return Stream.of(new SettingName(name, method, thing));
                    }
                    return method.getReturnType() == Map.class
                            ? below(name + "." + ANY, valueType(method), ANY)
                            : below(name, method.getReturnType(), thing);
                });
    }

    private static Class<?> valueType(Method map) {
        return (Class<?>) ((ParameterizedType) map.getGenericReturnType()).getActualTypeArguments()[1];
    }

    /** Whether it stands for a setting of each thing that somebody names. */
    boolean isPattern() {
        return thing.equals(ANY);
    }

    /** What comes before the name of a thing, such as {@code docket.webhooks.} */
    String group() {
        return name.substring(0, name.indexOf("." + thing + ".") + 1);
    }

    /** The setting of one thing. */
    SettingName of(String named) {
        return new SettingName(name.replace("." + ANY + ".", "." + named + "."), method, named);
    }

    /** Whether nothing can be without it. */
    boolean isNeeded() {
        return method.getReturnType() != Optional.class && defaultValue().isEmpty();
    }

    private static String hyphenated(String camelCase) {
        return CAPITAL.matcher(camelCase).replaceAll("-$1").toLowerCase(Locale.ROOT);
    }

    private Meaning declared() {
        return method.getAnnotation(Meaning.class);
    }

    String meaning() {
        return declared().value();
    }

    boolean isSecret() {
        return declared().isSecret();
    }

    /** The environment variable that sets it, by the rules of MicroProfile Config; empty if none does. */
    String variable() {
        // A name in it could not be told from what is around it.
        return thing.isEmpty() ? NOT_IN_VARIABLES.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT) : "";
    }

    Optional<String> defaultValue() {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
    }

    /** What may be said, such as {@code 1 to 60000}; empty for free text and paths. */
    String allowed() {
        Class<?> type = type();
        if (type.isEnum()) {
            return String.join(", ", constants(type));
        }
        if (type == boolean.class) {
            return "true, false";
        }
        return type == int.class ? String.format(Locale.ROOT, "%d to %d", least(), most()) : "";
    }

    /** What is wrong with a value, with what to say instead. */
    Optional<String> problem(String value) {
        Class<?> type = type();
        if (type.isEnum() && !constants(type).contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.of("is none of %s.%s".formatted(allowed(), Suggestion.didYouMean(value, constants(type))));
        }
        if (type == boolean.class && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            return Optional.of("is neither true nor false.");
        }
        if (type == int.class && !isWithinBounds(value)) {
            return Optional.of("is not a whole number from %s.".formatted(allowed()));
        }
        return Optional.empty();
    }

    private boolean isWithinBounds(String value) {
        if (!WHOLE.matcher(value).matches()) {
            return false;
        }
        int number = Integer.parseInt(value);
        return number >= least() && number <= most();
    }

    private long least() {
        return method.getAnnotation(Min.class).value();
    }

    private long most() {
        return method.getAnnotation(Max.class).value();
    }

    private Class<?> type() {
        Type type = method.getGenericReturnType();
        while (type instanceof ParameterizedType wrapped) {
            type = wrapped.getActualTypeArguments()[0];
        }
        return (Class<?>) type;
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
