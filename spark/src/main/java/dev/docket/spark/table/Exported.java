package dev.docket.spark.table;

import dev.docket.digest.Digest;
import dev.docket.json.Echo;
import dev.docket.spark.table.Manifest.KeptBundle;
import dev.docket.spark.table.Manifest.KeptSnapshot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** An export where it is: a folder, or whatever Hadoop has a file system for, such as {@code hdfs:} and {@code s3a:}. */
public final class Exported {
    static final String BUNDLES = "bundles";
    static final String SNAPSHOTS = "snapshots";
    static final String SNAPSHOT_ENDING = ".json";

    private final FileSystem files;
    private final Path root;
    private final Manifest manifest;

    private Exported(FileSystem files, Path root, Manifest manifest) {
        this.files = files;
        this.root = root;
        this.manifest = manifest;
    }

    /** @throws NoExportException if there is none */
    public static Exported at(String place, Configuration configuration) throws IOException {
        Path root = new Path(place);
        FileSystem files = root.getFileSystem(configuration);
        try {
            return new Exported(files, root, Manifest.of(place, read(files, new Path(root, Manifest.FILE))));
        } catch (FileNotFoundException none) {
            throw new NoExportException("%s holds no %s.%nName a folder that './docket export --parquet' wrote."
                    .formatted(place, Manifest.FILE));
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Where a table is. */
    public String table(Table<?> table) {
        return new Path(root, table.name()).toString();
    }

    /** The bundles and snapshots, read into memory: they have to reach every machine. */
    public KeptFiles kept() throws IOException {
        KeptFiles kept = new KeptFiles();
        for (KeptBundle bundle : manifest.bundles()) {
            if (bundle.problem() != null) {
                kept.addUnusable(bundle.digest(), bundle.problem());
            } else if (bundle.isKept()) {
                kept.addBundle(bundle.digest(), folder(new Path(new Path(root, BUNDLES), fileName(bundle.digest()))));
            }
        }
        for (KeptSnapshot snapshot : manifest.snapshots()) {
            if (snapshot.isKept()) {
                kept.addSnapshot(
                        snapshot.digest(),
                        read(
                                files,
                                new Path(new Path(root, SNAPSHOTS), fileName(snapshot.digest()) + SNAPSHOT_ENDING)));
            }
        }
        return kept;
    }

    private SortedMap<String, byte[]> folder(Path folder) throws IOException {
        int base = files.makeQualified(folder).toUri().getPath().length() + 1;
        SortedMap<String, byte[]> found = new TreeMap<>();
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            Path file = all.next().getPath();
            found.put(file.toUri().getPath().substring(base), read(files, file));
        }
        return found;
    }

    private static byte[] read(FileSystem files, Path file) throws IOException {
        try (var in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    /** A colon means something else in the paths of some systems. */
    static String fileName(String digest) {
        if (!Digest.isDigest(digest)) {
            throw new NoExportException(
                    "The manifest names '%s', which is no digest: it was changed.".formatted(Echo.of(digest)));
        }
        return digest.replace(':', '-');
    }
}
