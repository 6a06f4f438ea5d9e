package dev.docket.mapping.expression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Country names to ISO 3166-1 alpha-2 codes, by the names that the JDK has in English and Spanish. */
final class Countries {
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    static String code(String name, Map<String, String> exceptions) {
        String exception = exceptions.get(name);
        String code = exception == null ? CODES.get(plain(name)) : exception;
        if (code == null) {
            throw new IllegalArgumentException(
                    "'%s' is not a country name that the JDK knows: add it to the table of exceptions".formatted(name));
        }
        return code;
    }

    /** The JDK writes Côte d’Ivoire with a typographic apostrophe, others do not. */
    private static String plain(String name) {
        return name.replace('\u2019', '\'').toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.forLanguageTag("es"))) {
            Arrays.stream(Locale.getISOCountries())
                    .forEach(code -> codes.putIfAbsent(
                            plain(new Locale.Builder().setRegion(code).build().getDisplayCountry(language)), code));
        }
        return Map.copyOf(codes);
    }
}
