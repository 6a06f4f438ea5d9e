package dev.docket.service.draft;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.CaseFiles;
import dev.docket.digest.Digest;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a policy that somebody has changed, and nothing else of it. Kept by whoever writes it.
 *
 * @param base the policy that was changed
 * @param files their whole text, by path below the rule folder
 */
public record Draft(Digest base, SortedMap<String, String> files) {
    public Draft {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The policy with these files in place of its own. A file that it does not have is a problem: nothing is added. */
    Reading<BundleSource> over(BundleSource source) {
        SortedMap<String, byte[]> rules = new TreeMap<>(source.content().rules());
        SortedMap<String, byte[]> cases = new TreeMap<>(source.content().cases().files());
        List<Problem> problems = new ArrayList<>();
        files.forEach((path, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean isKnown = PolicyText.isText(path)
                    && (rules.replace(path, bytes) != null || cases.replace(path, bytes) != null);
            if (!isKnown) {
                problems.add(Problem.of(path, "unknown-file", "is not a text file of the policy that is changed"));
            }
        });
        return problems.isEmpty()
                ? new Reading.Valid<>(new BundleSource(
                        source.folder(),
                        new BundleContent(rules, source.content().model(), new CaseFiles(cases, null), null, null)))
                : new Reading.Invalid<>(problems);
    }
}
