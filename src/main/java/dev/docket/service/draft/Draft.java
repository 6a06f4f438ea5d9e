package dev.docket.service.draft;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.CaseFiles;
import dev.docket.digest.Digest;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.rules.RuleFolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a policy that somebody has changed, added or removed, and nothing else of it. Kept by whoever writes it.
 *
 * @param base the policy that was changed
 * @param files the whole text of what was changed or added, by path below the rule folder
 * @param removed the paths of what was removed
 */
public record Draft(Digest base, SortedMap<String, String> files, SortedSet<String> removed) {
    /** A path that every file system takes, and that leads nowhere else. */
    private static final Pattern ADDED = Pattern.compile(
            "(?:[A-Za-z0-9][A-Za-z0-9_-]{0,59}/){0,3}[A-Za-z0-9][A-Za-z0-9_-]{0,59}\\.(?:drl|csv|yaml)");

    public Draft {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
    }

    /** The policy with these files in place of its own. A path where no file of a policy may be is a problem. */
    Reading<BundleSource> over(BundleSource source) {
        SortedMap<String, byte[]> rules = new TreeMap<>(source.content().rules());
        SortedMap<String, byte[]> cases = new TreeMap<>(source.content().cases().files());
        List<Problem> problems = new ArrayList<>();
        removed.forEach(path -> {
            boolean isKnown = PolicyText.isText(path) && (rules.remove(path) != null || cases.remove(path) != null);
            if (!isKnown || files.containsKey(path)) {
                problems.add(Problem.of(
                        path,
                        "unknown-file",
                        "is not a text file of the policy that is changed, or is written as well"));
            }
        });
        files.forEach((path, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean isThere = PolicyText.isText(path) && (rules.containsKey(path) || cases.containsKey(path));
            boolean mayBe = isThere || ADDED.matcher(path).matches();
            if (mayBe && RuleFolder.decides(path)) {
                rules.put(path, bytes);
            } else if (mayBe && RuleFolder.proves(path)) {
                cases.put(path, bytes);
            } else {
                problems.add(Problem.of(
                        path,
                        "unknown-file",
                        "can be no text file of a policy: rules end with .drl or .csv, cases are cases/*.yaml"));
            }
        });
        Set<String> names = new HashSet<>();
        Stream.concat(rules.keySet().stream(), cases.keySet().stream())
                .filter(path -> !files.containsKey(path))
                .forEach(path -> names.add(path.toLowerCase(Locale.ROOT)));
        files.keySet().stream()
                .filter(path -> !names.add(path.toLowerCase(Locale.ROOT)))
                .forEach(path -> problems.add(Problem.of(
                        path, "unknown-file", "has a name that another file has, too, where case does not count")));
        return problems.isEmpty()
                ? new Reading.Valid<>(new BundleSource(
                        source.folder(),
                        new BundleContent(rules, source.content().model(), new CaseFiles(cases, null), null, null)))
                : new Reading.Invalid<>(problems);
    }
}
