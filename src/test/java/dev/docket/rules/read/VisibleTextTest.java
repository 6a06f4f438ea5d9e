package dev.docket.rules.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.Folders;
import dev.docket.rules.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A parser reads what a reviewer sees: what hides text, or was put in by an editor, is named with its line and column. */
class VisibleTextTest {
    private static final String TABLE = """
            Owner,SALES
            At,ENTRY
            RuleTable Terms
            NAME,CONDITION,ACTION,METADATA
            ,Order,,
            ,discountPct > $param,"effects.action(""$param"")","policy( ""$param"" )"
            Rule,Discount,Action,Policy
            one,5,CONTACT_CUSTOMER,Call.
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            a carriage return alone,  000D, a carriage return (U+000D) alone
            a zero-width space,       200B, the character U+200B (zero width space) cannot be seen; delete it
            a direction override,     202E, the character U+202E (right-to-left override) cannot be seen; delete it
            a direction isolate,      2066, the character U+2066 (left-to-right isolate) cannot be seen; delete it
            a soft hyphen,            00AD, the character U+00AD (soft hyphen) cannot be seen; delete it
            a filler that is a letter, 3164, the character U+3164 (hangul filler) cannot be seen; delete it
            a blank of Braille,       2800, the character U+2800 (braille pattern blank) cannot be seen; delete it
            a joiner that is a mark,  034F, the character U+034F (combining grapheme joiner) cannot be seen; delete it
            a tag character,          E0061, the character U+E0061 (tag latin small letter a) cannot be seen; delete it
            a byte-order mark amid,   FEFF, the character U+FEFF (zero width no-break space) cannot be seen; delete it
            """)
    void what_hides_text_is_refused_in_rules_data_and_sheets(String what, String codePoint, String message) {
        String hidden = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(found("x.drl", Folders.HEADER + "// a" + hidden + "b\n"))
                .as(what)
                .anyMatch(problem -> problem.startsWith("x.drl:6: DKT-105: column 5: " + message));
        assertThat(found("x.csv", TABLE.replace("Call.", "Ca" + hidden + "ll.")))
                .as(what)
                .anyMatch(problem -> problem.startsWith("x.csv:8: DKT-105: column 26: " + message));
        String data = new String(Folders.data().get("bundle.yaml"), StandardCharsets.UTF_8);
        long lines = data.lines().count();
        assertThat(found("bundle.yaml", data + "# a" + hidden + "b\n"))
                .as(what)
                .anyMatch(problem -> problem.startsWith(
                        String.format(Locale.ROOT, "bundle.yaml:%d: DKT-105: column 4: %s", lines + 1, message)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_hides_text_is_refused_in_every_file_of_the_policy(String file) {
        String text = new String(Folders.data().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
        for (String hidden : List.of("\r", "\u202E", "\u200B")) {
            assertThat(found(file, text + "\n# a" + hidden + "b\n"))
                    .anyMatch(problem -> problem.matches(Pattern.quote(file) + ":\\d+: DKT-105: column 4: .*"));
        }
    }

    /** Every kind of file that a policy can have, but workbooks: these are looked at as they are shown. */
    static Stream<String> texts() {
        return Stream.concat(
                        Folders.data().keySet().stream(),
                        Stream.of(
                                "x.drl",
                                "x.csv",
                                "rates.yaml",
                                "calendars.yaml",
                                "attributes.yaml",
                                "approvals.yaml",
                                "mappings/x.yaml"))
                .distinct();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            Order( paymentTerms == “NET30” ),   column 24: the character U+201C (left double quotation mark) is not allowed here. Maybe type " instead?
            Order( discountPct >\u00a00 ),      column 21: the character U+00A0 (no-break space) is not allowed here. Maybe type an ordinary blank?
            Order( discountPct ≥ 0 ),           column 20: the character U+2265 (greater-than or equal to) is not allowed here. Maybe type >= instead?
            Order( discountPct > −1 ),          column 22: the character U+2212 (minus sign) is not allowed here. Maybe type - instead?
            Order( orderId != ‘a’ ),            column 19: the character U+2018 (left single quotation mark) is not allowed here. Maybe type ' instead?
            """)
    void what_an_editor_put_in_place_of_what_was_typed_is_named(String condition, String message) {
        assertThat(found("x.drl", Folders.HEADER + Folders.rule("one", condition, "effects.action(\"EXPEDITE\");")))
                .first()
                .isEqualTo("x.drl:11: DKT-105: " + message);
    }

    @Test
    void texts_and_comments_may_have_them() {
        String rule = Folders.rule("one", "Order( discountPct > 0 )", "effects.action(\"EXPEDITE\");")
                .replace("A rule for a test.", "“Über 7,5\u00a0%” – a rule for a test…");
        assertThat(found("x.drl", Folders.HEADER + "// “quoted”\u00a0– and so on\n" + rule))
                .isEmpty();
    }

    @Test
    void a_byte_order_mark_in_front_and_windows_line_ends_are_read() {
        String rule = Folders.rule("one", "Order( discountPct > 0 )", "effects.action(\"EXPEDITE\");");
        assertThat(found("x.drl", "\uFEFF" + (Folders.HEADER + rule).replace("\n", "\r\n")))
                .isEmpty();
        assertThat(found("x.csv", "\uFEFF" + TABLE.replace("\n", "\r\n"))).isEmpty();
        String data = new String(Folders.data().get("actions.yaml"), StandardCharsets.UTF_8);
        assertThat(found("actions.yaml", "\uFEFF" + data.replace("\n", "\r\n")))
                .containsExactly(".:1: DKT-120: the folder has no rules");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            date-effective "01-Jan-2027"   | date-effective is written @from( "2027-01-01" )
            date-expires "31-Dec-2027"     | date-expires is written @until( "2027-12-31" ), the last day on which the rule holds
            salience 10                    | salience is not allowed: rules have no order, and all that match count
            enabled false                  | enabled is not allowed; delete the rule, or write @until( "2027-12-31" )
            no-loop true                   | no-loop is not allowed: a rule has @owner, @policy, @at, @from, @until and @suppress
            """)
    void an_attribute_is_named_with_what_to_write_instead(String attribute, String message) {
        String rule = Folders.rule("one", "Order( discountPct > 0 )", "effects.action(\"EXPEDITE\");")
                .replace("when\n", "  " + attribute + "\nwhen\n");
        assertThat(found("x.drl", Folders.HEADER + rule)).contains("x.drl:10: DKT-105: " + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Order( orderId startsWith "WEB" )         | Maybe write orderId str[startsWith] "WEB-"?
            java.util.ArrayList( size > 3 ) from collect( Line() ) | collect is not allowed; to count facts, write accumulate( Line( ... ); $n : count(); $n > 3 )
            """)
    void a_construct_that_is_not_there_is_named_with_the_allowed_way(String when, String message) {
        assertThat(found("x.drl", Folders.HEADER + Folders.rule("one", when, "effects.action(\"EXPEDITE\");")))
                .anyMatch(problem -> problem.contains(message));
    }

    @Test
    void a_quote_that_stays_open_is_named_with_the_line_where_it_opens() {
        assertThat(found("x.csv", TABLE.replace("one,5", "one,\"5")))
                .containsExactly(
                        "x.csv:8: DKT-101: a quote is not closed in this line; a quote inside a cell is doubled");
    }

    private static List<String> found(String name, String text) {
        SortedMap<String, byte[]> files = Folders.data();
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return ParsedFolder.read(files).problems().stream()
                .map(RuleProblem::toString)
                .toList();
    }
}
