package dev.docket.service.evidence;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.signature.SignedStatement;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.rules.RuleCheck;
import dev.docket.service.bundle.CheckRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds the kept bundles that decided. Cases decide nothing, and no record names them, so they come along only where the
 * bundle's signature covers them: whoever makes the pack could have changed all others.
 *
 * @param problems receives a line for each bundle that cannot be packed
 */
record PackBundles(BundleStore store, PackWriter pack, List<String> problems) {
    /** Returns a note on each bundle, by digest. */
    SortedMap<String, String> add(SortedMap<Digest, DecisionId> bundles) throws IOException {
        SortedMap<String, String> notes = new TreeMap<>();
        for (Map.Entry<Digest, DecisionId> each : bundles.entrySet()) {
            Digest digest = each.getKey();
            Optional<Path> intact = store.intact(digest);
            if (intact.isEmpty()) {
                String problem = "%s; decision %s was its first"
                        .formatted(store.problemOf(digest).orElse(digest.text()), each.getValue());
                problems.add(problem);
                notes.put(digest.text(), problem);
            } else {
                notes.put(digest.text(), add(digest, intact.get()));
            }
        }
        return notes;
    }

    private String add(Digest digest, Path folder) throws IOException {
        BundleContent content = BundleContent.read(BundleFolder.at(folder));
        Optional<SignedStatement> signed = Optional.ofNullable(content.signature())
                .flatMap(SignedStatement::parse)
                .filter(statement -> statement.isAbout(content));
        boolean isCovered = signed.flatMap(SignedStatement::cases).isPresent();
        SortedMap<String, byte[]> files = (isCovered ? content : content.withoutCases()).allFiles();
        if (signed.isEmpty()) {
            files.remove(BundleFolder.SIGNATURE);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            pack.add("bundles/" + digest.text().replace(':', '-') + "/" + file.getKey(), file.getValue());
        }
        RuleCheck.Result report = new CheckRules().check(folder.resolve("rules"));
        return String.format(
                Locale.ROOT,
                "unchanged; %s; %d rules; when this pack was made, %d cases ran, with %d errors",
                signed.map(statement -> "signed by " + statement.author()).orElse("not signed"),
                report.rules(),
                report.cases(),
                report.problems().size());
    }
}
