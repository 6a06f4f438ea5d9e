package dev.docket.training.mapping.source;

import java.util.regex.Pattern;

/** What separates the whole part of a number from its fraction. The mapping says it: {@code 1.234} alone does not. */
enum DecimalMark {
    POINT {
        @Override
        String withPoint(String number) {
            return number;
        }
    },
    /** Then points may separate the thousands. */
    COMMA {
        @Override
        String withPoint(String number) {
            if (!GROUPED.matcher(number).matches()) {
                throw new NumberFormatException(number);
            }
            return number.replace(".", "").replace(',', '.');
        }
    };

    private static final Pattern GROUPED = Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?");

    /** @throws NumberFormatException if it is not written that way */
    abstract String withPoint(String number);
}
