package dev.docket.rules.lint;

import dev.docket.rules.RuleProblem;
import dev.docket.rules.read.ParsedFolder;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for what is allowed in a rule folder but probably a mistake. Reads and never compiles; {@code docs/lint.md} explains
 * every code.
 */
public final class Lint {
    private Lint() {}

    /**
     * Everything wrong with a folder that can be found without compiling it: what refuses it (errors), and what lint finds
     * in the rules that can be read.
     *
     * @param files by path below the rule folder
     */
    public static List<RuleProblem> check(SortedMap<String, byte[]> files) {
        return check(ParsedFolder.read(files), files);
    }

    /** The same for a folder that is parsed already. */
    public static List<RuleProblem> check(ParsedFolder folder, SortedMap<String, byte[]> files) {
        SortedSet<RuleProblem> found = new TreeSet<>(folder.problems());
        found.addAll(folder.notices());
        LintReport report = new LintReport(folder, files);
        LintCheck.ALL.forEach(check -> check.check(report));
        found.addAll(report.finish());
        return List.copyOf(found);
    }
}
