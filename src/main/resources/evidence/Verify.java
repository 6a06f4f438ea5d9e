import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Verifies this evidence pack with nothing but a JDK: {@code java Verify.java [VERIFIER-KEY…]}, in its folder.
 *
 * <p>For every record: the request and the answer have the hashes that its header names; the header is the leaf that the
 * proof leads from to the root (RFC 9162); the root is the one that the signature of its stream's checkpoint is over (C2SP).
 * Give the verifier keys that you got in another way, one for each stream; without them those in the pack are taken, which
 * proves only that the pack is of one piece. Exit code 0: everything is as it was signed.
 */
public final class Verify {
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Tree> signed = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of("");
        List<String> keys = arguments.length > 0
                ? List.of(arguments)
                : Files.readAllLines(folder.resolve("keys.txt"));
        System.exit(new Verify().run(folder, keys) ? 0 : 1);
    }

    private boolean run(Path folder, List<String> keys) throws Exception {
        files(folder);
        try (var notes = Files.list(folder.resolve("checkpoints"))) {
            for (Path note : notes.sorted().toList()) {
                checkpoint(note, keys);
            }
        }
        long records = 0;
        try (var rows = Files.newBufferedReader(folder.resolve("records.ndjson"))) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                record(row);
                records++;
            }
        }
        problems.forEach(System.out::println);
        signed.forEach((stream, tree) -> System.out.printf(
                Locale.ROOT,
                "stream %s: %,d records under a checkpoint over %,d, key %s%n",
                stream, counts.getOrDefault(stream, 0L), tree.size(), tree.key()));
        System.out.printf(Locale.ROOT, "%s: %,d records%n", problems.isEmpty() ? "verified" : "NOT AS IT WAS SIGNED", records);
        return problems.isEmpty();
    }

    /** What was signed of a stream. */
    private record Tree(long size, byte[] root, String key) {}

    // C2SP tlog-checkpoint: the name of the log, how many records, their root.
    private void checkpoint(Path file, List<String> keys) throws Exception {
        String[] note = Files.readString(file).split("\n\n", 2);
        String text = note[0] + "\n";
        String[] lines = text.split("\n");
        String key = "";
        for (String one : keys) {
            if (one.startsWith(lines[0] + "+") && isSigned(text, note[1], one.strip())) {
                key = one.strip();
            }
        }
        if (key.isEmpty()) {
            problems.add(file + " was not signed with one of the keys " + String.join(", ", keys));
        }
        Tree tree = new Tree(Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]), key);
        if (!lines[0].startsWith("docket/") || signed.put(lines[0].substring("docket/".length()), tree) != null) {
            problems.add(file + " is not the checkpoint of a stream of its own");
        }
    }

    /** Every file of the pack has the digest that manifest.txt names, and there is no other. */
    private void files(Path folder) throws Exception {
        List<String> named = new ArrayList<>(List.of("manifest.txt"));
        for (String line : Files.readAllLines(folder.resolve("manifest.txt"))) {
            String name = line.substring(66);
            named.add(name);
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !HEX.formatHex(sha256(Files.readAllBytes(file))).equals(line.substring(0, 64))) {
                problems.add("file " + name + " is not the one that the manifest names");
            }
        }
        try (var all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !named.contains(name))
                    .forEach(name -> problems.add("file " + name + " is not named by the manifest"));
        }
    }

    private void record(String row) throws Exception {
        String header = object(row, "header");
        String stream = String.valueOf(text(header, "stream"));
        long sequence = Long.parseLong(after(header, "\"sequence\":").split("[,}]")[0]);
        String payloads = row.substring(row.indexOf(header) + header.length());
        check(payloads, header, "request", "request", sequence);
        check(payloads, header, "answer", "answer", sequence);
        check(payloads, header, "outcome", "document", sequence);
        byte[] hash = leaf(header.getBytes(StandardCharsets.UTF_8));
        List<byte[]> path = new ArrayList<>();
        for (String text : list(row, "path")) {
            path.add(HEX.parseHex(text.substring("sha256:".length())));
        }
        Tree tree = signed.get(stream);
        if (tree == null || !includes(hash, sequence - 1, tree.size(), path, tree.root())) {
            problems.add("record " + sequence + " of stream " + stream
                    + " is not what was signed: its proof leads to another root");
        }
        counts.merge(stream, 1L, Long::sum);
    }

    private void check(String payloads, String header, String payload, String name, long sequence) throws Exception {
        String content = text(payloads, payload);
        if (content != null) {
            String hash = "sha256:" + HEX.formatHex(sha256(content.getBytes(StandardCharsets.UTF_8)));
            if (!hash.equals(text(header, name))) {
                problems.add("record " + sequence + ": the " + payload + " is not the one that was recorded");
            }
        }
    }

    // RFC 9162, 2.1.3.2.
    private static boolean includes(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) throws Exception {
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && index < size && Arrays.equals(hash, root);
    }

    // C2SP signed-note: four bytes of the key's identifier, then an Ed25519 signature.
    private static boolean isSigned(String text, String signatures, String key) throws Exception {
        String[] parts = key.split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        byte[] x509 = Arrays.copyOf(HEX.parseHex("302a300506032b6570032100"), 44);
        System.arraycopy(typed, 1, x509, 12, 32);
        Signature verifier = Signature.getInstance("Ed25519");
        for (String line : signatures.split("\n")) {
            String[] words = line.split(" ");
            byte[] signed = Base64.getDecoder().decode(words[2]);
            if (words[1].equals(parts[0]) && HEX.formatHex(signed, 0, 4).equals(parts[1])) {
                verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
                verifier.update(text.getBytes(StandardCharsets.UTF_8));
                if (verifier.verify(signed, 4, signed.length - 4)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] leaf(byte[] content) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 0);
        return digest.digest(content);
    }

    private static byte[] node(byte[] left, byte[] right) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    // As much JSON as docket writes: compact, names in a known order, no object in the header.

    private static String after(String json, String start) throws IOException {
        int at = json.indexOf(start);
        if (at < 0) {
            throw new IOException("there is no " + start + " in " + json);
        }
        return json.substring(at + start.length());
    }

    /** The object that a field at the beginning has. */
    private static String object(String json, String name) throws IOException {
        String rest = after(json, "\"" + name + "\":");
        boolean inText = false;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (inText && c == '\\') {
                i++;
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText && c == '}') {
                return rest.substring(0, i + 1);
            }
        }
        throw new IOException("the object does not end: " + rest);
    }

    /** The text that a field has; null if there is none. Only quotes that are not escaped begin a name. */
    private static String text(String json, String name) {
        String start = "\"" + name + "\":\"";
        int at = -1;
        boolean inText = false;
        for (int i = 0; i < json.length() && at < 0; i++) {
            char c = json.charAt(i);
            if (inText && c == '\\') {
                i++;
            } else if (c == '"') {
                if (!inText && json.startsWith(start, i)) {
                    at = i + start.length();
                }
                inText = !inText;
            }
        }
        if (at < 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = at; json.charAt(i) != '"'; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    private static List<String> list(String json, String name) throws IOException {
        String rest = json.substring(json.lastIndexOf("\"" + name + "\":[") + name.length() + 4);
        String content = rest.substring(0, rest.indexOf(']'));
        return content.isEmpty() ? List.of() : List.of(content.replace("\"", "").split(","));
    }
}
