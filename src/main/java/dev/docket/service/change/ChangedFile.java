package dev.docket.service.change;

import java.util.List;

/**
 * A file that a change changes, line by line.
 *
 * @param rows what differs, with some lines around it; only the first ones
 * @param isWhole whether these are all
 */
public record ChangedFile(String path, List<Row> rows, boolean isWhole) {
    public ChangedFile {
        rows = List.copyOf(rows);
    }

    /**
     * Two lines side by side.
     *
     * @param before its number from 1, 0 for none; likewise the other
     */
    public record Row(int before, String old, int after, String young) {
        public boolean isSame() {
            return before > 0 && after > 0 && old.equals(young);
        }
    }
}
