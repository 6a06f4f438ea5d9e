package dev.docket.console.changes;

import dev.docket.console.shell.Texts;
import dev.docket.service.change.ChangedFile;
import dev.docket.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A changed file, before and after.
 *
 * @param says of what is not shown; empty if that is nothing
 */
public record SideBySide(String path, List<Line> lines, String says) {
    /**
     * A line on both sides.
     *
     * @param before its number; empty where there is none; likewise the other
     * @param isGap whether equal lines are left out here; it has no text then
     */
    public record Line(String before, String old, String after, String young, boolean isSame, boolean isGap) {
        private static final Line GAP = new Line("", "", "", "", true, true);
    }

    static SideBySide of(ChangedFile file) {
        List<Line> lines = new ArrayList<>();
        int shown = 0;
        for (ChangedFile.Row row : file.rows()) {
            if (row.isSame() && row.before() > shown + 1) {
                lines.add(Line.GAP);
            }
            shown = Math.max(shown, row.before());
            lines.add(new Line(
                    number(row.before()),
                    Printable.line(row.old()),
                    number(row.after()),
                    Printable.line(row.young()),
                    row.isSame(),
                    false));
        }
        return new SideBySide(Printable.line(file.path()), lines, says(file));
    }

    private static String says(ChangedFile file) {
        return file.isWhole() && !file.rows().isEmpty()
                ? ""
                : Texts.of(file.rows().isEmpty() ? "change_no_text" : "change_more_text");
    }

    private static String number(int line) {
        return line == 0 ? "" : String.valueOf(line);
    }
}
