package dev.docket.cli;

import dev.docket.text.Printable;
import dev.docket.text.Secrets;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
                err.println("docket: " + Secrets.hidden(Printable.lines(String.valueOf(cause.getMessage()))));
                return;
            }
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        err.print(Secrets.hidden(trace.toString()));
    }

    int exitCode() {
        return exitCode;
    }
}
