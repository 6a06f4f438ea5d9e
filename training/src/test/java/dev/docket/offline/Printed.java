package dev.docket.offline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Printed(int exitCode, String text) {
    /** Runs a command as {@code ./docket} would. */
    static Printed by(Object command, Object... arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        int exitCode = new CommandLine(command).setOut(out).setErr(out).execute(texts.toArray(String[]::new));
        return new Printed(exitCode, printed.toString());
    }
}
