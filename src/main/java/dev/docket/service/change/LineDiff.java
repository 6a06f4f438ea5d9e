package dev.docket.service.change;

import dev.docket.service.change.ChangedFile.Row;
import java.util.ArrayList;
import java.util.List;

/** Compares two texts line by line: the fewest lines that come and go, by their longest common subsequence. */
final class LineDiff {
    private static final int AROUND = 3;

    /** Of the table of lengths. Beyond it, everything between the first and the last difference counts as changed. */
    private static final long MOST_CELLS = 2_000_000;

    private final List<String> old;
    private final List<String> young;
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> gone = new ArrayList<>();
    private final List<Row> come = new ArrayList<>();

    private LineDiff(List<String> old, List<String> young) {
        this.old = old;
        this.young = young;
    }

    /** Every line of both, those that differ side by side. */
    static List<Row> between(String old, String young) {
        LineDiff diff = new LineDiff(old.lines().toList(), young.lines().toList());
        diff.compare();
        return diff.rows;
    }

    /** Only what differs, with three lines around. */
    static List<Row> differing(List<Row> rows) {
        List<Row> near = new ArrayList<>();
        int shownUpTo = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).isSame()) {
                int to = Math.min(rows.size(), i + AROUND + 1);
                near.addAll(rows.subList(Math.max(shownUpTo, i - AROUND), Math.max(shownUpTo, to)));
                shownUpTo = Math.max(shownUpTo, to);
            }
        }
        return near;
    }

    private void compare() {
        int begin = 0;
        int most = Math.min(old.size(), young.size());
        while (begin < most && old.get(begin).equals(young.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < most - begin && old.get(old.size() - 1 - end).equals(young.get(young.size() - 1 - end))) {
            end++;
        }
        for (int i = 0; i < begin; i++) {
            same(i, i);
        }
        middle(begin, old.size() - end, young.size() - end);
        for (int i = end; i > 0; i--) {
            same(old.size() - i, young.size() - i);
        }
        settle();
    }

    private void middle(int begin, int oldEnd, int youngEnd) {
        int[][] common = lengths(begin, oldEnd, youngEnd);
        int i = begin;
        int j = begin;
        while (i < oldEnd || j < youngEnd) {
            if (i < oldEnd && j < youngEnd && old.get(i).equals(young.get(j))) {
                same(i++, j++);
            } else if (i < oldEnd
                    && (j == youngEnd
                            || length(common, i + 1 - begin, j - begin) >= length(common, i - begin, j + 1 - begin))) {
                gone.add(new Row(i + 1, old.get(i++), 0, ""));
            } else {
                come.add(new Row(0, "", j + 1, young.get(j++)));
            }
        }
    }

    /** How many lines the rests have in common, by where they begin; nothing if there are too many. */
    private int[][] lengths(int begin, int oldEnd, int youngEnd) {
        int height = oldEnd - begin;
        int width = youngEnd - begin;
        if ((long) height * width > MOST_CELLS) {
            return new int[0][0];
        }
        int[][] common = new int[height + 1][width + 1];
        for (int i = height - 1; i >= 0; i--) {
            for (int j = width - 1; j >= 0; j--) {
                common[i][j] = old.get(begin + i).equals(young.get(begin + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static int length(int[][] common, int i, int j) {
        return common.length == 0 ? 0 : common[i][j];
    }

    private void same(int i, int j) {
        settle();
        rows.add(new Row(i + 1, old.get(i), j + 1, young.get(j)));
    }

    /** Lines that went and lines that came in their place stand side by side. */
    private void settle() {
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            Row left = i < gone.size() ? gone.get(i) : new Row(0, "", 0, "");
            Row right = i < come.size() ? come.get(i) : new Row(0, "", 0, "");
            rows.add(new Row(left.before(), left.old(), right.after(), right.young()));
        }
        gone.clear();
        come.clear();
    }
}
