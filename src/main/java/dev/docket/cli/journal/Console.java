package dev.docket.cli.journal;

import dev.docket.cli.terminal.Screen;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command tells its result, and what hinders it. */
record Console(PrintWriter out, PrintWriter err) {
    static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Says why, and gives the exit code. */
    int fail(Exception failed) {
        return fail(String.valueOf(failed.getMessage()));
    }

    /** Says why, and gives the exit code. */
    int fail(String because) {
        err.println(because);
        err.flush();
        return 1;
    }

    /** Where progress is told. */
    Screen progress() {
        return Screen.of(err, "err", System.getenv());
    }
}
