package dev.docket.cli.journal;

import dev.docket.cli.terminal.Screen;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints its result and its errors. */
record Console(PrintWriter out, PrintWriter err) {
    static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints the reason and returns the exit code. */
    int fail(Exception failed) {
        return fail(String.valueOf(failed.getMessage()));
    }

    /** Prints the reason and returns the exit code. */
    int fail(String because) {
        err.println(because);
        err.flush();
        return 1;
    }

    /** Where progress is printed. */
    Screen progress() {
        return Screen.of(err, "err", System.getenv());
    }
}
