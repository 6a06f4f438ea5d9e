package dev.docket.cli.terminal;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An output for people.
 *
 * @param terminal whether a line can be overwritten
 * @param colours whether to use colours
 */
public record Screen(PrintWriter out, boolean terminal, boolean colours) {
    private static final int WIDTH = 80;

    /** From the launcher, because a JVM cannot detect which of its streams are terminals. */
    public static Screen of(PrintWriter out, String stream, Map<String, String> environment) {
        boolean terminal = Arrays.asList(
                        environment.getOrDefault("DOCKET_TERMINALS", "").split(" "))
                .contains(stream);
        boolean colours = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(out, terminal, colours);
    }

    /** Prints one line and flushes. */
    public void line(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a sequence that moves the cursor or changes the colour. */
    public void control(String sequence) {
        if (out instanceof TerminalWriter terminalWriter) {
            terminalWriter.control(sequence);
        } else {
            out.print(sequence);
        }
    }

    /** Prints a heading. */
    public void heading(String text) {
        line("");
        control(colours ? "\u001B[1m" : "");
        out.print(text);
        control(colours ? "\u001B[0m" : "");
        line("");
    }

    /** Wraps text at spaces to the width of a terminal; later lines are indented like the first. */
    public void paragraph(String first, String text) {
        String indent = " ".repeat(first.length());
        StringBuilder line = new StringBuilder(first);
        for (String word : List.of(text.split(" "))) {
            if (line.length() + word.length() > WIDTH && line.length() > indent.length()) {
                line(line.toString().stripTrailing());
                line.setLength(0);
                line.append(indent);
            }
            line.append(word).append(' ');
        }
        line(line.toString().stripTrailing());
    }
}
