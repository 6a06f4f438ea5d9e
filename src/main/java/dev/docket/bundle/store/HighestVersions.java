package dev.docket.bundle.store;

import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.BundleId;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.Failing;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The highest version of each bundle that ever decided here. An older bundle keeps its valid signature for ever, so without this
 * whoever can write in the bundle folder could bring back a policy that was withdrawn.
 */
record HighestVersions(Path file) {
    /** Beside the kept bundles, which are named by their digests. */
    private static final String FILE = "highest-versions";

    static HighestVersions in(Path bundles) {
        return new HighestVersions(bundles.resolve(FILE));
    }

    /** @throws BundleException if a higher version of this bundle decided here */
    void refuseStepBack(BundleId candidate) {
        String highest = read().get(candidate.name());
        if (highest != null && Version.of(candidate.version()).compareTo(Version.of(highest)) < 0) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.STEP_BACK,
                    "%s %s is older than version %s, which decided here.\nTo go back on purpose, give the old rules a version above %s in bundle.yaml, then build and sign them again."
                            .formatted(candidate.name(), candidate.version(), highest, highest)));
        }
    }

    /** Remembers a version unless a higher one is known. */
    void raiseTo(BundleId bundle) {
        SortedMap<String, String> all = read();
        String highest = all.get(bundle.name());
        if (highest != null && Version.of(bundle.version()).compareTo(Version.of(highest)) <= 0) {
            return;
        }
        all.put(bundle.name(), bundle.version());
        StringBuilder text = new StringBuilder();
        all.forEach((name, version) ->
                text.append(encoded(version)).append('\t').append(encoded(name)).append('\n'));
        try {
            DurableFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw unusable("cannot be written: " + Failing.because(unwritable) + ".");
        }
    }

    private SortedMap<String, String> read() {
        SortedMap<String, String> versions = new TreeMap<>();
        if (!Files.exists(file)) {
            return versions;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("\t", 2);
                if (parts.length != 2) {
                    throw changed(line);
                }
                versions.put(decoded(parts[1], line), decoded(parts[0], line));
            }
            return versions;
        } catch (IOException unreadable) {
            throw unusable("cannot be read: " + Failing.because(unreadable) + ".");
        }
    }

    // A name may have line breaks.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String decoded(String text, String line) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw changed(line);
        }
    }

    private BundleException changed(String line) {
        return unusable("was changed: '%s'. Restore it from a backup.".formatted(line));
    }

    private BundleException unusable(String because) {
        return new BundleException(BundleProblem.of(
                BundleProblem.STEP_BACK,
                "%s in the data folder, which says what decided here, %s".formatted(file.getFileName(), because)));
    }
}
