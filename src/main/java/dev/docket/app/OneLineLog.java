package dev.docket.app;

import dev.docket.text.Printable;
import dev.docket.text.Secrets;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each log record to one line without control characters, whoever chose its words: a caller's id or a file's name can
 * neither begin a record of its own nor speak to a terminal, and a credential that came with them is hidden. {@code application.properties} puts it before every handler.
 */
@LoggingFilter(name = "one-line")
public final class OneLineLog implements Filter {
    @Override
    public boolean isLoggable(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        String safe = safe(message);
        // Only then: it makes the log manager forget how the parameters are to be put in.
        if (!safe.equals(message)) {
            record.setMessage(safe);
        }
        Object[] parameters = record.getParameters();
        if (parameters != null) {
            record.setParameters(Stream.of(parameters).map(OneLineLog::safe).toArray());
        }
        if (record.getThrown() != null) {
            record.setThrown(Shown.of(record.getThrown()));
        }
        return true;
    }

    // Numbers stay as they are, for formats that want one.
    private static @Nullable Object safe(@Nullable Object parameter) {
        return parameter == null || parameter instanceof Number ? parameter : safe(String.valueOf(parameter));
    }

    private static String safe(String text) {
        return Secrets.hidden(Printable.line(text));
    }

    /** A throwable as it is to be printed: with the frames, causes and class names of another, its messages on one line. */
    @SuppressWarnings("OverrideThrowableToString") // the class name that is printed is the other one's
    static final class Shown extends Throwable {
        // A chain of causes may be a circle.
        private static final int MOST_CAUSES = 16;

        private final String text;

        private Shown(Throwable original, String text, @Nullable Throwable cause) {
            super(text, cause);
            this.text = text;
            setStackTrace(original.getStackTrace());
        }

        static Throwable of(Throwable original) {
            return original instanceof Shown ? original : shown(original, 0);
        }

        private static Throwable shown(Throwable original, int depth) {
            Throwable cause =
                    depth < MOST_CAUSES && original.getCause() != null ? shown(original.getCause(), depth + 1) : null;
            Shown shown = new Shown(original, safe(original.toString()), cause);
            for (Throwable suppressed : original.getSuppressed()) {
                if (depth < MOST_CAUSES) {
                    shown.addSuppressed(shown(suppressed, depth + 1));
                }
            }
            return shown;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
