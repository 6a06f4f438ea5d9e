package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineLogTest {
    private static final String FORGED = "d-1\n2026-11-28T10:00:00Z INFO  d.d.app released\r\u001B[2K";

    private final OneLineLog log = new OneLineLog();

    @Test
    void a_message_and_its_parameters_stay_on_one_line() {
        LogRecord record = new LogRecord(Level.WARNING, "order {0} " + FORGED);
        record.setParameters(new Object[] {FORGED, 7, null});

        assertThat(log.isLoggable(record)).isTrue();

        assertThat(record.getMessage()).doesNotContainPattern("\\p{Cntrl}").contains("\\n2026");
        assertThat(record.getParameters()[0].toString()).doesNotContainPattern("\\p{Cntrl}");
        assertThat(record.getParameters()[1]).isEqualTo(7);
        assertThat(record.getParameters()[2]).isNull();
    }

    @Test
    void a_message_without_controls_is_not_touched_so_that_its_parameters_find_their_places() {
        LogRecord record = new LogRecord(Level.WARNING, "incident %s") {
            @Override
            public void setMessage(String message) {
                throw new AssertionError("the log manager would take it for another kind of format");
            }
        };
        record.setParameters(new Object[] {FORGED});

        log.isLoggable(record);

        assertThat(record.getParameters()[0].toString()).startsWith("d-1\\n2026");
    }

    @Test
    void no_cause_of_an_exception_forges_a_line_and_its_frames_stay() {
        IllegalStateException cause = new IllegalStateException(FORGED);
        cause.addSuppressed(new IllegalArgumentException(FORGED));
        LogRecord record = new LogRecord(Level.SEVERE, "incident");
        record.setThrown(new IllegalStateException(FORGED, cause));

        log.isLoggable(record);
        log.isLoggable(record);

        StringWriter printed = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContain("\u001B", "\n2026").contains("OneLineLogTest.java", "\\u001b[2K");
        assertThat(printed.toString().lines())
                .allMatch(line ->
                        line.matches("(java\\.lang\\.Illegal|\\s+at |Caused by: |\\s+Suppressed: |\\s+\\.\\.\\. ).*"));
    }
}
