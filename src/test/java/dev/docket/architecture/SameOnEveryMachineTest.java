package dev.docket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.InputStreamReader;
import java.io.Reader;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No code asks the machine for its locale, time zone or charset: neither by name, nor through an overload that takes the
 * default in silence. Error Prone refuses most of these as the code is compiled; this test knows the rest, and also what
 * only the byte code shows.
 */
class SameOnEveryMachineTest {
    private static final Set<String> ASK_FOR_THE_DEFAULT = Set.of(
            "java.util.Locale.getDefault()",
            "java.util.Locale.getDefault(java.util.Locale$Category)",
            "java.util.Locale.setDefault(java.util.Locale)",
            "java.util.TimeZone.getDefault()",
            "java.util.TimeZone.setDefault(java.util.TimeZone)",
            "java.time.ZoneId.systemDefault()",
            "java.time.Clock.systemDefaultZone()",
            "java.nio.charset.Charset.defaultCharset()",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.time.format.DateTimeFormatterBuilder.toFormatter()",
            "java.util.Date.toString()");

    /** Every method of these is about the conventions of some place, or takes the machine's charset. */
    private static final Set<String> NEVER_NEEDED = Set.of(
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.text.Collator",
            "java.text.DateFormat",
            "java.text.MessageFormat",
            "java.text.SimpleDateFormat",
            "java.util.Calendar",
            "java.util.GregorianCalendar",
            "java.util.Scanner",
            "java.util.StringTokenizer");

    private static final DescribedPredicate<JavaCall<?>> TAKES_THE_DEFAULT = DescribedPredicate.describe(
            "take the machine's locale, time zone or charset", call -> takesTheDefault(call.getTarget()));

    @Test
    void nothing_asks_the_machine_for_its_locale_time_zone_or_charset() {
        noClasses()
                .should()
                .callCodeUnitWhere(TAKES_THE_DEFAULT)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.docket"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Zone.class, Today.class, Ticking.class, Numbers.class, Pattern.class, Words.class, Lines.class})
    void each_way_of_asking_is_found(Class<?> asking) {
        JavaClass imported = new ClassFileImporter().importClass(asking);

        assertThat(imported.getCodeUnitCallsFromSelf())
                .filteredOn(TAKES_THE_DEFAULT)
                .hasSize(1);
    }

    private static boolean takesTheDefault(CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        String parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).collect(joining(", "));
        String method = "%s.%s(%s)".formatted(owner, target.getName(), parameters);
        return ASK_FOR_THE_DEFAULT.contains(method)
                || NEVER_NEEDED.contains(owner)
                || isTimeOfTheWall(owner, target.getName(), parameters)
                || isLocalNumber(owner, target.getName(), parameters);
    }

    /** {@code LocalDate.now()} and its like; an {@code Instant} is the same everywhere. */
    private static boolean isTimeOfTheWall(String owner, String name, String parameters) {
        return owner.startsWith("java.time.")
                && name.equals("now")
                && parameters.isEmpty()
                && !owner.equals("java.time.Instant");
    }

    private static boolean isLocalNumber(String owner, String name, String parameters) {
        return switch (owner) {
            case "java.text.NumberFormat" ->
                name.startsWith("get") && name.endsWith("Instance") && !parameters.contains("java.util.Locale");
            case "java.text.DecimalFormat" -> name.equals("<init>") && !parameters.contains("DecimalFormatSymbols");
            case "java.text.DecimalFormatSymbols" -> parameters.isEmpty() && !name.equals("clone");
            default -> false;
        };
    }

    // What the rule must find: written as it must not be written.

    @SuppressWarnings({"JavaTimeDefaultTimeZone", "unused"})
    private static final class Zone {
        static final ZoneId HERE = ZoneId.systemDefault();
    }

    @SuppressWarnings({"JavaTimeDefaultTimeZone", "unused"})
    private static final class Today {
        final LocalDate here = LocalDate.now();
    }

    @SuppressWarnings({"JavaTimeDefaultTimeZone", "unused"})
    private static final class Ticking {
        static final Clock HERE = Clock.systemDefaultZone();
    }

    @SuppressWarnings({"DefaultLocale", "unused"})
    private static final class Numbers {
        static final NumberFormat HERE = NumberFormat.getIntegerInstance();
    }

    @SuppressWarnings({"DefaultLocale", "unused"})
    private static final class Pattern {
        static final DateTimeFormatter HERE = DateTimeFormatter.ofPattern("d MMM");
    }

    @SuppressWarnings({"StringCaseLocaleUsage", "unused"})
    private static final class Words {
        static final String HERE = "TITLE".toLowerCase();
    }

    @SuppressWarnings({"DefaultCharset", "unused"})
    private static final class Lines {
        static final Reader HERE = new InputStreamReader(Reader.class.getResourceAsStream("/lines"));
    }
}
