package dev.docket.rules.language;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Refusal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule says about lint that does not apply to it: {@code @suppress( "DKT-201: a law sets this number" )}; several
 * are separated by semicolons.
 *
 * @param reasons by code
 */
public record Suppressions(Map<String, String> reasons) {
    public static final String ANNOTATION = "suppress";
    public static final Suppressions NONE = new Suppressions(Map.of());

    private static final Pattern ONE = Pattern.compile("(DKT-2[0-9]{2}): (\\S.*)");

    /** @throws Refusal when one is not a lint code with its reason */
    public static Suppressions of(String text) {
        SortedMap<String, String> reasons = new TreeMap<>();
        for (String part : text.split(";")) {
            Matcher matcher = ONE.matcher(part.strip());
            if (!matcher.matches()) {
                throw new Refusal(
                        ErrorCode.ANNOTATION,
                        "@suppress( \"%s\" ) must be a lint code with its reason: \"DKT-201: a law sets this number\""
                                .formatted(text));
            }
            reasons.put(matcher.group(1), matcher.group(2));
        }
        return new Suppressions(reasons);
    }

    public boolean covers(ErrorCode code) {
        return reasons.containsKey(code.toString());
    }
}
