package dev.docket.cli.terminal;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where people read.
 *
 * @param terminal whether a line can be written over
 * @param colours whether colours are wanted
 */
public record Screen(PrintWriter out, boolean terminal, boolean colours) {
    private static final int WIDTH = 80;

    /** What the launcher found out: the JVM cannot tell which of its streams are terminals. */
    public static Screen of(PrintWriter out, String stream, Map<String, String> environment) {
        boolean terminal = Arrays.asList(
                        environment.getOrDefault("DOCKET_TERMINALS", "").split(" "))
                .contains(stream);
        boolean colours = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(out, terminal, colours);
    }

    /** One line, at once. */
    public void line(String line) {
        out.println(line);
        out.flush();
    }

    /** A line that begins something. */
    public void heading(String text) {
        line("");
        line(colours ? "\u001B[1m" + text + "\u001B[0m" : text);
    }

    /** Text broken at blanks, so that no line is wider than a terminal; later lines are indented like the first. */
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
