package dev.docket.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who approves what: the content of {@code rules/approvals.yaml}.
 *
 * @param people who may approve
 * @param rules which roles a change needs; one that matches nothing still needs somebody
 */
public record ApprovalRules(
        List<Dossier.Person> people, @Nullable List<Rule> rules) {
    /** Its file in the rule folder. */
    public static final String FILE = "approvals.yaml";

    /** A role that anybody who may approve has. */
    public static final String ANYBODY = "anybody";

    private static final int MOST_BECAUSE = 20;

    /** @param touches words with {@code *}, such as {@code code CMP-*} or {@code parameter credit-*}; none for every change */
    public record Rule(String role, @Nullable List<String> touches) {}

    /** What must be put right before it can count. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Dossier.Person person : people) {
            if (!person.identity().matches("(key|user):[!-~]{1,255}")) {
                problems.add("'%s' is no identity. Write key:NAME or user:SUBJECT, as GET /v1/caller shows it"
                        .formatted(person.identity()));
            }
            if (!ApprovalKey.isKey(person.key())) {
                problems.add("the key of %s is not an Ed25519 public key in base64".formatted(person.identity()));
            }
            // Two names with one key would be two approvals of one person.
            Stream.of(person.identity(), person.key())
                    .filter(one -> !seen.add(one))
                    .forEach(one -> problems.add("%s stands twice".formatted(one)));
        }
        Set<String> roles =
                people.stream().flatMap(person -> person.roles().stream()).collect(Collectors.toSet());
        all().stream()
                .map(Rule::role)
                .filter(role -> !roles.contains(role))
                .forEach(role -> problems.add("nobody has the role %s".formatted(role)));
        if (people.isEmpty()) {
            problems.add("nobody may approve");
        }
        return problems;
    }

    private List<Rule> all() {
        return rules == null ? List.of() : rules;
    }

    /**
     * The roles that must approve a change.
     *
     * @param touched what it touches, such as {@code code CMP-101}
     */
    public List<Dossier.Need> needs(Collection<String> touched) {
        List<Dossier.Need> needs = new ArrayList<>();
        for (Rule rule : all()) {
            List<String> patterns = rule.touches() == null ? List.of("*") : rule.touches();
            List<String> because = touched.stream()
                    .filter(word -> patterns.stream().anyMatch(pattern -> matches(pattern, word)))
                    .sorted()
                    .limit(MOST_BECAUSE)
                    .toList();
            if (!because.isEmpty()) {
                needs.add(new Dossier.Need(rule.role(), because));
            }
        }
        return needs.isEmpty() ? List.of(new Dossier.Need(ANYBODY, List.of("any change"))) : needs;
    }

    // Each part as early as it can stand: a regular expression would try every place of every star.
    private static boolean matches(String pattern, String word) {
        List<String> parts = List.of(pattern.split("\\*", -1));
        if (parts.size() == 1) {
            return word.equals(pattern);
        }
        if (!word.startsWith(parts.getFirst())) {
            return false;
        }
        int at = parts.getFirst().length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = word.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return word.length() - at >= parts.getLast().length() && word.endsWith(parts.getLast());
    }
}
