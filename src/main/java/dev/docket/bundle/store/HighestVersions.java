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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The highest version of each bundle that ever decided here. An older bundle keeps its valid signature for ever, so without this
 * whoever can write in the bundle folder could bring back a policy that was withdrawn.
 */
final class HighestVersions {
    /** Beside the kept bundles, which are named by their digests; and of the document that services share. */
    static final String NAME = "highest-versions";

    private final SortedMap<String, String> versions;

    private HighestVersions(SortedMap<String, String> versions) {
        this.versions = versions;
    }

    /** Those that decided in a data folder. @throws BundleException if they cannot be read */
    static HighestVersions in(Path bundles) {
        Path file = bundles.resolve(NAME);
        try {
            return of(Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
        } catch (IOException unreadable) {
            throw unusable("cannot be read: " + Failing.because(unreadable) + ".");
        }
    }

    /** Those of a document. @throws BundleException if it was changed */
    static HighestVersions of(Optional<byte[]> document) {
        SortedMap<String, String> versions = new TreeMap<>();
        document.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).stream()
                .flatMap(String::lines)
                .forEach(line -> {
                    String[] parts = line.split("\t", 2);
                    if (parts.length != 2) {
                        throw changed(line);
                    }
                    versions.put(decoded(parts[1], line), decoded(parts[0], line));
                });
        return new HighestVersions(versions);
    }

    /** @throws BundleException if a higher version of this bundle decided here */
    void refuseStepBack(BundleId candidate) {
        String highest = versions.get(candidate.name());
        if (highest != null && Version.of(candidate.version()).compareTo(Version.of(highest)) < 0) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.STEP_BACK,
                    "%s %s is older than version %s, which decided here.\nTo go back on purpose, give the old rules a version above %s in bundle.yaml, then build and sign them again."
                            .formatted(candidate.name(), candidate.version(), highest, highest)));
        }
    }

    /** Remembers a version in a data folder unless a higher one is known there. @throws BundleException if it cannot be written */
    static void raise(Path bundles, BundleId bundle) {
        Optional<byte[]> raised = in(bundles).with(bundle);
        if (raised.isPresent()) {
            try {
                DurableFiles.write(bundles.resolve(NAME), raised.get());
            } catch (IOException unwritable) {
                throw unusable("cannot be written: " + Failing.because(unwritable) + ".");
            }
        }
    }

    /** The document with a version; nothing unless it is higher than the one that is known. */
    Optional<byte[]> with(BundleId bundle) {
        String highest = versions.get(bundle.name());
        if (highest != null && Version.of(bundle.version()).compareTo(Version.of(highest)) <= 0) {
            return Optional.empty();
        }
        SortedMap<String, String> all = new TreeMap<>(versions);
        all.put(bundle.name(), bundle.version());
        StringBuilder text = new StringBuilder();
        all.forEach((name, version) ->
                text.append(encoded(version)).append('\t').append(encoded(name)).append('\n'));
        return Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    // A name may have line breaks.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text, String line) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw changed(line);
        }
    }

    private static BundleException changed(String line) {
        return unusable("was changed: '%s'. Restore it from a backup.".formatted(line));
    }

    private static BundleException unusable(String because) {
        return new BundleException(BundleProblem.of(
                BundleProblem.STEP_BACK,
                "%s in the data folder, which says what decided here, %s".formatted(NAME, because)));
    }
}
