package dev.docket.offline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Moments as options give them. */
final class Moments {
    private Moments() {}

    /** @param text such as 2026-03-01 (UTC) or 2026-03-01T08:00:00Z; now if absent */
    static Instant of(CommandSpec spec, String option, @Nullable String text) {
        if (text == null) {
            return Instant.now().truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s is not a time: '%s'.%nWrite 2026-03-01 or 2026-03-01T08:00:00Z.".formatted(option, text),
                    wrong);
        }
    }
}
