package dev.docket.app;

import dev.docket.outage.Outage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says in the log that something broke, and that it works again. */
public record OutageLog(Logger log) implements Outage.Report {
    @Override
    public void broken(String line, @Nullable Throwable defect) {
        log.error(line, defect);
    }

    @Override
    public void healed(String line) {
        log.info(line);
    }
}
