package dev.docket.rules.read;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.table.CellReading;
import dev.docket.rules.table.DecisionTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * The rules of all files of a folder, DRL and decision tables.
 *
 * @param files by their path in the folder
 * @param cells how workbooks are read
 */
record FolderRules(SortedMap<String, byte[]> files, CellReading cells, RuleReader reader) {
    private static final Pattern PATH = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]{0,79}/){0," + Limits.FOLDER_DEPTH + "}[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    /** Reads every rule that can be read; what is wrong goes to {@code found}. */
    List<ParsedRule> read(Collection<RuleProblem> found) {
        Map<String, ParsedRule> byId = new LinkedHashMap<>();
        files.keySet().stream().filter(RuleFiles::hasRules).limit(Limits.FILES).forEach(name -> {
            FileProblems problems = new FileProblems(PATH.matcher(name).matches() ? name : "?.drl", found);
            if (!problems.file().equals(name)) {
                problems.add(
                        1,
                        ErrorCode.DATA,
                        "the name of a file or folder has only letters, digits and . _ -, and begins with a letter or digit");
                return;
            }
            for (ParsedRule rule : rules(name, problems)) {
                ParsedRule other = byId.putIfAbsent(rule.id(), rule);
                if (other != null) {
                    problems.add(
                            rule.line(),
                            ErrorCode.DUPLICATE,
                            "rule '%s' stands already at %s".formatted(rule.id(), other.source()));
                }
            }
        });
        requireLimits(byId.values(), found);
        return List.copyOf(byId.values());
    }

    private static void requireLimits(Collection<ParsedRule> rules, Collection<RuleProblem> found) {
        FileProblems folder = new FileProblems(".", found);
        if (rules.isEmpty() && found.isEmpty()) {
            folder.add(1, ErrorCode.DATA, "the folder has no rules");
        }
        if (rules.size() > Limits.RULES) {
            folder.add(
                    1,
                    Limits.exceeded(
                            String.format(Locale.ROOT, "the folder has %,d rules", rules.size()), Limits.RULES));
        }
        long conditions = rules.stream().flatMap(ParsedRule::conditions).count();
        if (conditions > Limits.CONDITIONS) {
            folder.add(
                    1,
                    Limits.exceeded(
                            String.format(Locale.ROOT, "the rules have %,d conditions", conditions),
                            Limits.CONDITIONS));
        }
        long work = rules.stream().mapToLong(ParsedRule::compileWork).sum();
        if (work > Limits.COMPILE_WORK) {
            folder.add(
                    1,
                    Limits.exceeded(
                            String.format(
                                    Locale.ROOT,
                                    "the rules are %,d conditions when or groups and calculations are counted by what they cost to compile",
                                    work),
                            Limits.COMPILE_WORK));
        }
    }

    private List<ParsedRule> rules(String name, FileProblems problems) {
        if (RuleFiles.isDrl(name)) {
            return reader.read(ParsedFolder.text(name, files, problems), problems);
        }
        if (!DecisionTable.isTable(name)) {
            problems.add(1, ErrorCode.TABLE, "a decision table is a .csv or an .xlsx file. Maybe save it as such?");
            return List.of();
        }
        int before = problems.count();
        String text = RuleFiles.hasExtension(name, "csv") ? ParsedFolder.text(name, files, problems) : "";
        byte[] bytes = files.getOrDefault(name, new byte[0]);
        if (RuleFiles.hasExtension(name, "xlsx") && bytes.length > Limits.FILE_BYTES) {
            problems.add(1, Limits.exceeded("the file is large in bytes", Limits.FILE_BYTES));
        }
        return problems.count() > before ? List.of() : DecisionTable.read(bytes, text, cells, reader::read, problems);
    }
}
