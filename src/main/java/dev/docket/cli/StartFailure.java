package dev.docket.cli;

import dev.docket.text.Printable;
import java.io.PrintStream;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** Reports why the service did not start: one sentence for what an operator can fix, a stack trace for a defect. */
final class StartFailure {
    private final PrintStream err;
    private int exitCode;

    @SuppressWarnings("SystemOut") // read by whoever starts the service
    StartFailure() {
        err = System.err;
    }

    void print(Integer code, @Nullable Throwable thrown) {
        exitCode = code == 0 ? 0 : 1;
        if (thrown == null) {
            return;
        }
        exitCode = 1;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                err.println("docket: the port is in use (" + Printable.line(String.valueOf(cause.getMessage()))
                        + "). Choose another one with --port.");
                return;
            }
            if (cause.getClass().getName().startsWith("dev.docket.")) {
                err.println("docket: " + Printable.lines(String.valueOf(cause.getMessage())));
                return;
            }
        }
        thrown.printStackTrace(err);
    }

    int exitCode() {
        return exitCode;
    }
}
