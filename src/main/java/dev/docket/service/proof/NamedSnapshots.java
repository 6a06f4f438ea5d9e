package dev.docket.service.proof;

import dev.docket.digest.Digest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The reference snapshots that records name, and where their bytes are: in a data folder, or, for the one that a model came
 * with, in the kept bundle.
 */
public final class NamedSnapshots {
    private final JournalArchive archive;
    private final SortedMap<Digest, Use> used = new TreeMap<>();

    private record Use(String first, Set<Digest> bundles) {}

    public NamedSnapshots(JournalArchive archive) {
        this.archive = archive;
    }

    /** Notes what a record names. */
    public void note(Recorded<? extends Entry> record) {
        if (record.entry() instanceof DecisionEntry decision) {
            NamedSnapshot.of(decision)
                    .ifPresent(digest -> used.computeIfAbsent(digest, first -> new Use(place(record), new TreeSet<>()))
                            .bundles()
                            .add(decision.bundleDigest()));
        }
    }

    private static String place(Recorded<? extends Entry> record) {
        return String.format(
                Locale.ROOT, "record %d of stream %s", record.position().sequence(), record.position().stream());
    }

    /** All that were noted. */
    public Set<Digest> digests() {
        return used.keySet();
    }

    /** The bytes of one, if they are kept unchanged. */
    public Optional<byte[]> bytes(Digest digest) {
        return archive.snapshots().intact(digest).or(() -> shipped(digest));
    }

    /** What is wrong with those that were noted: not kept, or changed. */
    public List<String> problems() {
        return used.keySet().stream()
                .flatMap(digest -> problemOf(digest).stream())
                .toList();
    }

    /** What is wrong with one, and which record names it first; empty if nothing is. */
    public Optional<String> problemOf(Digest digest) {
        Optional<String> changed = archive.snapshots().changed(digest);
        Optional<String> problem = changed.isPresent() || bytes(digest).isPresent()
                ? changed
                : Optional.of("reference snapshot %s is not kept in %s"
                        .formatted(digest, archive.snapshots().place()));
        return problem.map(found -> found + "; it is first named by " + first(digest));
    }

    private String first(Digest digest) {
        Use use = used.get(digest);
        return use == null ? "no record" : use.first();
    }

    private Optional<byte[]> shipped(Digest digest) {
        Use use = used.get(digest);
        return use == null
                ? Optional.empty()
                : use.bundles().stream()
                        .flatMap(bundle -> archive.bundles().intact(bundle).stream())
                        .flatMap(folder -> inModel(folder, digest).stream())
                        .findFirst();
    }

    private static Optional<byte[]> inModel(Path bundle, Digest digest) {
        try (var files = Files.walk(bundle)) {
            for (Path file :
                    files.filter(one -> one.endsWith(ReferenceSnapshot.FILE)).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (Digest.over(bytes).equals(digest)) {
                    return Optional.of(bytes);
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
