package dev.docket.json.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The plain forms are read as the formatters of the JDK read them. */
class TimesTest {
    private static final int TEXTS = 50_000;

    @Test
    void a_plain_time_is_what_the_formatters_say_or_refused_as_they_refuse_it() {
        var random = new SplittableRandom(20261121);
        int valid = 0;
        for (int i = 0; i < TEXTS; i++) {
            var text = spoilt(
                    String.format(
                            Locale.ROOT,
                            "%04d-%02d-%02dT%02d:%02d:%02dZ",
                            1000 + random.nextInt(9000),
                            random.nextInt(14),
                            random.nextInt(33),
                            random.nextInt(26),
                            random.nextInt(62),
                            random.nextInt(62)),
                    random);
            var expected = read(text, that -> OffsetDateTime.parse(that).toInstant());

            assertThat(read(text, Times::instant)).as(text).isEqualTo(expected);
            valid += expected.equals("refused") ? 0 : 1;
        }
        assertThat(valid).isBetween(TEXTS / 4, TEXTS * 9 / 10);
    }

    @Test
    void a_plain_date_is_what_the_formatters_say_or_refused_as_they_refuse_it() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < TEXTS; i++) {
            var text = spoilt(
                    String.format(
                            Locale.ROOT,
                            "%04d-%02d-%02d",
                            1000 + random.nextInt(9000),
                            random.nextInt(14),
                            random.nextInt(33)),
                    random);

            assertThat(read(text, Times::date)).as(text).isEqualTo(read(text, LocalDate::parse));
        }
    }

    @Test
    void the_year_zero_and_the_years_beyond_9999_are_refused() {
        assertThat(read("0000-01-01", Times::date)).isEqualTo("refused");
        assertThat(read("0000-01-01T00:00:00Z", Times::instant)).isEqualTo("refused");
        assertThat(read("+10000-01-01T00:00:00Z", Times::instant)).isEqualTo("refused");
        assertThat(Times.instant("9999-12-31T23:59:59Z")).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    // Now and then one character is another one.
    private static String spoilt(String text, SplittableRandom random) {
        if (random.nextInt(10) > 0) {
            return text;
        }
        var characters = text.toCharArray();
        characters[1 + random.nextInt(text.length() - 1)] = "0129-T:Z+ ".charAt(random.nextInt(10));
        return new String(characters);
    }

    private static String read(String text, Function<String, Object> reading) {
        try {
            return reading.apply(text).toString();
        } catch (DateTimeException refused) {
            return "refused";
        }
    }
}
