package dev.docket.service.change;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.change.Change;
import dev.docket.digest.Digest;
import dev.docket.service.change.ChangedFile.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The text that a change changes, against the policy that it was last checked against. */
public final class ChangedText {
    private static final int MOST_ROWS = 400;
    private static final String WORKBOOK = ".xlsx";

    private final BundleStore store;

    public ChangedText(BundleStore store) {
        this.store = store;
    }

    /** The files that differ, by path; nothing of a first policy, and where one of the two is not kept unchanged here. */
    public List<ChangedFile> of(Change change) {
        try {
            Optional<BundleSource> before = kept(change.base());
            Optional<BundleSource> after = kept(change.candidate());
            return before.isPresent() && after.isPresent()
                    ? between(files(before.get()), files(after.get()))
                    : List.of();
        } catch (BundleException damaged) {
            return List.of();
        }
    }

    private Optional<BundleSource> kept(String digest) {
        return Digest.isDigest(digest) ? store.read(new Digest(digest)) : Optional.empty();
    }

    private static SortedMap<String, byte[]> files(BundleSource source) {
        SortedMap<String, byte[]> files = new TreeMap<>(source.content().rules());
        files.putAll(source.content().cases().files());
        return files;
    }

    static List<ChangedFile> between(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        SortedSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<ChangedFile> changed = new ArrayList<>();
        int left = MOST_ROWS;
        for (String path : paths) {
            byte[] old = before.getOrDefault(path, new byte[0]);
            byte[] young = after.getOrDefault(path, new byte[0]);
            if (!Arrays.equals(old, young)) {
                List<Row> rows = path.endsWith(WORKBOOK)
                        ? List.of()
                        : LineDiff.differing(LineDiff.between(text(old), text(young)));
                changed.add(new ChangedFile(path, rows.subList(0, Math.min(left, rows.size())), rows.size() <= left));
                left -= Math.min(left, rows.size());
            }
        }
        return changed;
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}
