package dev.docket.service.evidence;

import dev.docket.digest.Digest;
import dev.docket.digest.Sha256;
import dev.docket.journal.merkle.NoteSigner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the archive, with the digest of each file in {@code manifest.txt}. */
final class PackWriter implements AutoCloseable {
    private static final String MANIFEST = "manifest.txt";
    private static final String SIGNATURE = "manifest.sig";

    private final ZipOutputStream zip;
    private final Map<String, String> digests = new TreeMap<>();

    PackWriter(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    void add(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String name, byte[] content) throws IOException {
        begin(name);
        zip.write(content);
        zip.closeEntry();
        digests.put(name, Digest.over(content).hex());
    }

    /** Adds a file that may be too large for memory. */
    void stream(String name, Content content) throws IOException {
        begin(name);
        var digest = new DigestOutputStream(zip, Sha256.start());
        content.write(digest);
        zip.closeEntry();
        digests.put(name, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }

    /** Writes the manifest and its signatures; nothing may be added afterwards. */
    void sign(List<NoteSigner> signers) throws IOException {
        var manifest = new StringBuilder();
        digests.forEach((name, digest) ->
                manifest.append(digest).append("  ").append(name).append('\n'));
        byte[] bytes = manifest.toString().getBytes(StandardCharsets.UTF_8);
        put(MANIFEST, bytes);
        var text = "docket/evidence\n" + Digest.over(bytes) + "\n";
        var note = new StringBuilder(text).append('\n');
        for (NoteSigner signer : signers) {
            note.append(signer.sign(text).substring(text.length() + 1));
        }
        put(SIGNATURE, note.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, byte[] content) throws IOException {
        begin(name);
        zip.write(content);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
    }

    /** Writes the content of a file. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }
}
