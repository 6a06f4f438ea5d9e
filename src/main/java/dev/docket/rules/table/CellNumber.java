package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Refusal;
import java.util.regex.Pattern;

/** Takes a text for the number that its reader takes it for, wherever the reader comes from. */
final class CellNumber {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d{1,18},\\d{1,12}");
    /** 1,500 is fifteen hundred to one reader and one and a half to another. */
    private static final Pattern COMMA_GROUP = Pattern.compile("-?[1-9]\\d{0,2},\\d{3}");

    private static final Pattern POINT_GROUP = Pattern.compile("-?[1-9]\\d{0,2}\\.\\d{3}");
    private static final Pattern GROUPS =
            Pattern.compile("-?\\d{1,3}((,\\d{3}){2,}|(\\.\\d{3}){2,}|(,\\d{3})+\\.\\d+|(\\.\\d{3})+,\\d+)");

    private CellNumber() {}

    /**
     * The number with a decimal point; a text that is no number stays as it is.
     *
     * @param commaIsUsual whether the file was written where the comma is the decimal mark
     * @throws Refusal when it could be two numbers
     */
    static String read(String text, boolean commaIsUsual) {
        boolean isAmbiguous = COMMA_GROUP.matcher(text).matches()
                || GROUPS.matcher(text).matches()
                || (commaIsUsual && POINT_GROUP.matcher(text).matches());
        if (isAmbiguous) {
            throw new Refusal(
                    ErrorCode.TABLE,
                    "'%s' is one number in one country and another elsewhere. Maybe write it without thousands separators, with a decimal point: 1500, 1.5?"
                            .formatted(text));
        }
        return DECIMAL_COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
    }
}
