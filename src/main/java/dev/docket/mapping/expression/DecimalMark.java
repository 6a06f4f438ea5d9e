package dev.docket.mapping.expression;

import dev.docket.json.Echo;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What separates the whole part of a number from its fraction. The mapping says it: {@code 1.234} alone does not. */
public enum DecimalMark {
    /** Then commas may separate the thousands where a number is read with {@code number}. */
    POINT {
        @Override
        public String withPoint(String number) {
            return number;
        }

        @Override
        String plain(String number) {
            return GROUPED_BY_COMMAS.matcher(number).matches() ? number.replace(",", "") : number;
        }
    },
    /** Then points may separate the thousands. */
    COMMA {
        @Override
        public String withPoint(String number) {
            if (!GROUPED.matcher(number).matches()) {
                throw new NumberFormatException(number);
            }
            return number.replace(".", "").replace(',', '.');
        }

        @Override
        String plain(String number) {
            return withPoint(number);
        }
    };

    private static final Pattern GROUPED = Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?");
    private static final Pattern GROUPED_BY_COMMAS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");

    /** What a mapping says under {@code decimal}; what is none is reported. */
    public static DecimalMark read(YamlNode node) {
        return switch (node.text()) {
            case "point" -> POINT;
            case "comma" -> COMMA;
            default -> {
                node.problem("unknown decimal mark '%s'. Known: point, comma".formatted(node.text()));
                yield POINT;
            }
        };
    }

    /** @throws NumberFormatException if it is not written that way */
    public abstract String withPoint(String number);

    abstract String plain(String number);

    /**
     * A number as data has it: with this mark, perhaps thousands apart, and perhaps the minus at its end as SAP writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    BigDecimal number(String text) {
        String number = text.strip();
        if (number.endsWith("-")) {
            number = "-" + number.substring(0, number.length() - 1).strip();
        }
        try {
            return Numbers.of(plain(number));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("'%s' is not a number".formatted(Echo.of(text)), none);
        }
    }
}
