package dev.docket.bench.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.rules.RuleFolder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shipped rules again and again, each time under other names and with other thresholds: as many rules as wanted, of the shipped kind.
 * A folder takes at most 1,000 rules.
 */
final class MultipliedRules {
    private static final Pattern RULE = Pattern.compile("(?ms)^rule \"([^\"]+)\".*?^end$");
    private static final Pattern READ = Pattern.compile("(parameters\\.\\w+\\(\")([^\"]+)\"");
    private static final Pattern PARAMETER =
            Pattern.compile("(?m)^([a-z][a-z0-9-]*):\\n(?:(?: .*|#.*)?\\n)+?(?=^\\S|\\z)");
    private static final Pattern VALUE = Pattern.compile("(?m)^  value: (\\d+(?:\\.\\d+)?)$");
    private static final Pattern RANGE = Pattern.compile("(?m)^  range: \\[(\\S+), (\\S+)\\]$");
    private static final String PARAMETERS = "parameters.yaml";
    // Rules across exceptions read what the others raised; there is no use in asking twice.
    private static final String ACROSS = "across.drl";

    private static final SortedMap<String, byte[]> SHIPPED = RuleFolder.read(Path.of("rules"));

    private final SortedMap<String, byte[]> files = new TreeMap<>(SHIPPED);
    private final StringBuilder parameters = new StringBuilder(text(PARAMETERS).stripTrailing() + "\n\n");
    private int left;

    private MultipliedRules(int wanted) {
        left = wanted
                - (int) SHIPPED.keySet().stream()
                        .filter(name -> name.endsWith(".drl"))
                        .mapToLong(name -> RULE.matcher(text(name)).results().count())
                        .sum();
    }

    /** @param rules how many, the shipped ones among them */
    static SortedMap<String, byte[]> files(int rules) {
        MultipliedRules multiplied = new MultipliedRules(rules);
        for (int copy = 1; multiplied.left > 0; copy++) {
            multiplied.add(copy);
        }
        multiplied.files.put(PARAMETERS, multiplied.parameters.toString().getBytes(UTF_8));
        return multiplied.files;
    }

    private void add(int copy) {
        Set<String> read = new TreeSet<>();
        SHIPPED.forEach((name, text) -> {
            if (name.endsWith(".drl") && !name.equals(ACROSS) && left > 0) {
                files.put(
                        name.replace(".drl", "-" + copy + ".drl"),
                        copied(text(name), copy, read).getBytes(UTF_8));
            }
        });
        PARAMETER
                .matcher(text(PARAMETERS))
                .results()
                .filter(found -> read.contains(found.group(1)))
                .forEach(found -> parameters.append(changed(found, copy)));
    }

    private String copied(String file, int copy, Set<String> read) {
        Matcher rule = RULE.matcher(file);
        StringBuilder text = new StringBuilder();
        while (left > 0 && rule.find()) {
            if (text.isEmpty()) {
                text.append(file, 0, rule.start());
            }
            String shipped = rule.group();
            READ.matcher(shipped).results().forEach(found -> read.add(found.group(2)));
            String renamed = shipped.replace("rule \"" + rule.group(1), "rule \"" + rule.group(1) + "-" + copy);
            text.append(READ.matcher(renamed).replaceAll("$1$2-" + copy + "\"")).append("\n\n");
            left--;
        }
        return text.toString();
    }

    private static String changed(MatchResult found, int copy) {
        String renamed = found.group().replaceFirst(found.group(1) + ":", found.group(1) + "-" + copy + ":");
        Matcher value = VALUE.matcher(renamed);
        Matcher range = RANGE.matcher(renamed);
        if (!value.find() || !range.find()) {
            return renamed;
        }
        // Between 60 and 140 percent of what is shipped, in whole numbers, in the range.
        BigDecimal other = new BigDecimal(value.group(1))
                .multiply(BigDecimal.valueOf(60 + copy * 17 % 80, 2))
                .setScale(0, RoundingMode.HALF_UP)
                .max(new BigDecimal(range.group(1)))
                .min(new BigDecimal(range.group(2)));
        return renamed.substring(0, value.start(1)) + other.toPlainString() + renamed.substring(value.end(1));
    }

    private static String text(String name) {
        return new String(Objects.requireNonNull(SHIPPED.get(name)), UTF_8);
    }
}
