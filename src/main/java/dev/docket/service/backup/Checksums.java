package dev.docket.service.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.digest.Digest;
import dev.docket.digest.Sha256;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of each file of a backup. Written so that {@code sha256sum --check} reads it.
 *
 * @param byPath by path relative to the backup, with {@code /} on every platform
 */
record Checksums(SortedMap<String, Digest> byPath) {
    /** Its name in a backup. */
    static final String FILE = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    Checksums {
        byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
    }

    /** Reads those of a backup. @throws BackupException if there are none, or they were damaged */
    static Checksums of(Path backup) throws IOException {
        Path file = backup.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BackupException("%s is no backup: it has no %s.%nGive a folder that './docket backup' made."
                    .formatted(backup, FILE));
        }
        return read(file, Files.readAllBytes(file));
    }

    /** @throws BackupException if the content of a file is no such list */
    static Checksums read(Path file, byte[] content) {
        SortedMap<String, Digest> read = new TreeMap<>();
        for (String text : new String(content, UTF_8).lines().toList()) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                throw new BackupException("%s was damaged, at '%s'.%nUse another backup.".formatted(file, text));
            }
            read.put(line.group(2), Digest.ofHex(line.group(1)));
        }
        return new Checksums(read);
    }

    void write(Path file) throws IOException {
        DurableFiles.create(file, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        for (var file : byPath.entrySet()) {
            out.write((file.getValue().hex() + "  " + file.getKey() + "\n").getBytes(UTF_8));
        }
    }

    /** Copies a file that is to have a digest: of the bytes that are written, so that none can change between the two. */
    static void copy(Path from, Path to, Digest expected) throws IOException {
        if (!copy(from, to).equals(expected)) {
            throw changed(from);
        }
    }

    /** Reads a small file of a backup that is to have the digest listed here. */
    byte[] content(Path backup, String name) throws IOException {
        byte[] content = Files.readAllBytes(backup.resolve(name));
        if (!Digest.over(content).equals(byPath.get(name))) {
            throw changed(backup.resolve(name));
        }
        return content;
    }

    private static BackupException changed(Path file) {
        return new BackupException(
                "%s was changed since the backup was made: its checksum is another one.%nUse another backup."
                        .formatted(file));
    }

    /** Copies a file, and says what was copied. */
    static Digest copy(Path from, Path to) throws IOException {
        var digest = Sha256.start();
        DurableFiles.create(to, out -> {
            try (InputStream in = new DigestInputStream(Files.newInputStream(from), digest)) {
                in.transferTo(out);
            }
        });
        return Digest.ofHex(HexFormat.of().formatHex(digest.digest()));
    }

    /** The digest of a file that is there. */
    static Digest over(Path file) throws IOException {
        var digest = Sha256.start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.ofHex(HexFormat.of().formatHex(digest.digest()));
    }

    /** The path of a file as it is written here. */
    static String name(Path root, Path file) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.lines().count() != 1) {
            throw new BackupException(
                    "The name of a file has a line break, which no list of checksums can hold: %s".formatted(file));
        }
        return name;
    }
}
