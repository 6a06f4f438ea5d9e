package dev.docket.spark;

import dev.docket.cli.terminal.Screen;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command talks to people: beside its result. */
record Console(CommandSpec spec) {
    Screen screen() {
        return Screen.of(spec.commandLine().getErr(), "err", System.getenv());
    }

    void line(String line) {
        screen().line(line);
    }

    /** @return the exit code */
    int refuse(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("docket: " + message);
        err.flush();
        return 2;
    }
}
