package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What lint looks at, and what it finds there. */
final class LintReport {
    private final ParsedFolder folder;
    private final SortedMap<String, byte[]> files;
    private final Collection<RuleProblem> found = new TreeSet<>();
    private final Set<String> suppressed = new HashSet<>();

    LintReport(ParsedFolder folder, SortedMap<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    ParsedFolder folder() {
        return folder;
    }

    List<ParsedRule> rules() {
        return folder.rules();
    }

    /** Reports something about a rule, unless the rule says why that is right. */
    void add(LintCheck check, ParsedRule rule, int line, String message) {
        if (rule.suppressions().covers(check.code())) {
            suppressed.add(check.code() + rule.id());
        } else {
            found.add(new RuleProblem(rule.file(), line, check.code(), "rule '%s' %s".formatted(rule.id(), message)));
        }
    }

    /** Reports something about a name in a data file. */
    void add(LintCheck check, String file, String name, String message) {
        found.add(new RuleProblem(file, lineOf(file, name), check.code(), message));
    }

    /** Of names that no rule uses, those that a rule which cannot be read does not mention either. */
    List<String> unused(Collection<String> names, Set<String> used) {
        String ruleText = folder.problems().isEmpty() ? "" : ruleText();
        return names.stream()
                .filter(name -> !used.contains(name))
                .filter(name -> !ruleText.contains("\"" + name + "\""))
                .toList();
    }

    private String ruleText() {
        return files.keySet().stream().filter(RuleFiles::isDrl).map(this::text).collect(Collectors.joining("\n"));
    }

    Collection<RuleProblem> finish() {
        for (ParsedRule rule : rules()) {
            for (String code : rule.suppressions().reasons().keySet()) {
                if (!suppressed.contains(code + rule.id())) {
                    found.add(new RuleProblem(
                            rule.file(),
                            rule.line(),
                            ErrorCode.UNUSED_SUPPRESSION,
                            "rule '%s' suppresses %s, which it does not give; delete that".formatted(rule.id(), code)));
                }
            }
        }
        return found;
    }

    private String text(String file) {
        byte[] bytes = files.get(file);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private int lineOf(String file, String name) {
        Pattern entry = Pattern.compile("(- )?[\"']?" + Pattern.quote(name) + "[\"']?(:.*)?");
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (entry.matcher(lines.get(i).strip()).matches()) {
                return i + 1;
            }
        }
        return 1;
    }
}
