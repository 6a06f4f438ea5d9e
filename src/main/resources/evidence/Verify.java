import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies this evidence pack with nothing but a JDK: {@code java Verify.java [VERIFIER-KEY…] [POLICY-KEY…]}, in its folder.
 *
 * <p>For every record: the request and the answer have the hashes that its header names; the header is the leaf that the
 * proof leads from to the root (RFC 9162); the root is the one that the signature of its stream's checkpoint is over (C2SP).
 * The records of a stream follow one another without a gap; a payload is missing only where a record proves that it was
 * retired; the bundle of each decision is here, with the digest that its record names, and so is the reference snapshot. Cases
 * decide nothing, so no record names them: they are here only where the bundle's own signature covers them. The list of files
 * is signed, and there is no other file. Whatever has another form than docket writes is refused. What is left are reports,
 * which whoever made the pack states and nothing here proves: {@code index.html}, {@code outcomes.json}, {@code replay.json}.
 *
 * <p>Give the verifier keys that you got in another way, one for each stream; without them those in the pack are taken, which
 * proves only that the pack is of one piece. Give the public keys that policies are signed with as well, each the line of
 * Base64 in its PEM file; without them a policy's signature is reported, but not checked. This file is part of the pack: compare its SHA-256 with the one that docket's
 * documentation names before you run it. It is one file on purpose, so that it can be read from top to bottom and run without
 * anything else. Exit code 0: everything is as it was signed.
 */
public final class Verify {
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern NAME = Pattern.compile("[^/\\\\]+(/[^/\\\\]+)*");
    // Quotes in texts are escaped, so that nothing in a request can look like this.
    private static final Pattern SNAPSHOT = Pattern.compile("\"snapshot\":\\{\"digest\":\"(sha256:[0-9a-f]{64})\"");
    private static final Pattern STATEMENT = Pattern.compile("(docket bundle signature (?:1\nbundle: (?<first>sha256:[0-9a-f]{64})"
            + "|2\nbundle: (?<second>sha256:[0-9a-f]{64})\ncases: (?<cases>sha256:[0-9a-f]{64}))\n"
            + "key: (?<key>ed25519:[0-9a-f]{16})\nauthor: (?<author>\\P{Cntrl}{1,200})\neffective-from: [0-9TZ:.-]{20,30}\n)"
            + "signature: (?<signature>[A-Za-z0-9+/=]{1,200})\n");
    // How X.509 begins for every Ed25519 key.
    private static final String POLICY_KEY = "MCowBQYDK2VwAyEA";
    private static final Set<String> REQUIRED = Set.of("Verify.java", "index.html", "keys.txt", "outcomes.json",
            "records.ndjson", "replay.json", "retirements.ndjson", "statistics.json");
    private static final Set<String> UNLISTED = Set.of("manifest.sig", "manifest.txt");
    private static final List<String> DECISION = List.of("answer", "at", "bundleDigest", "caller", "checkpoint", "codes",
            "currency", "customerId", "decisionId", "disposition", "kind", "modelDigest", "orderId", "orderValue", "previous",
            "priority", "request", "requestDigest", "requestId", "ruleIds", "segment", "sequence", "stream", "warehouse");
    private static final Set<String> ONLY_SOME = Set.of("call", "canary", "masked", "traceId", "underEmergency",
            "via");
    private static final List<String> OUTCOME = List.of("at", "caller", "decisionId", "document", "kind", "outcome", "previous",
            "sequence", "stream");
    private static final List<String> RETIREMENT = List.of("at", "before", "caller", "kind", "previous", "sequence", "stream",
            "upTo");

    private static final List<String> CHANGE = List.of("after", "at", "caller", "changeId", "document", "kind", "number", "previous",
            "sequence", "step", "stream");

    private final Path folder;
    private final Set<String> problems = new TreeSet<>();
    private final Set<String> notes = new TreeSet<>();
    private final Map<String, byte[]> policyKeys = new HashMap<>();
    private final Map<String, Tree> signed = new TreeMap<>();
    private final Map<String, Last> last = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> retiredUpTo = new HashMap<>();
    private final Map<String, Long> missingUpTo = new TreeMap<>();
    private final Set<String> bundles = new TreeSet<>();
    private final Set<String> snapshots = new TreeSet<>();
    private final Map<String, Long> dispositions = new TreeMap<>();
    private final Map<String, Long> rules = new TreeMap<>();
    private long records;
    private long decisions;
    private long outcomes;
    private Instant from = Instant.MIN;
    private Instant to = Instant.MAX;

    private Verify(Path folder) {
        this.folder = folder;
    }

    public static void main(String... arguments) throws Exception {
        Path here = Path.of("");
        List<String> keys = arguments.length > 0 ? List.of(arguments) : Files.readAllLines(here.resolve("keys.txt"));
        System.exit(isVerified(here, keys) ? 0 : 1);
    }

    /** Whether a pack is as it was signed. Prints what is wrong with it. */
    static boolean isVerified(Path pack, List<String> keys) throws Exception {
        Verify verify = new Verify(pack);
        boolean isVerified;
        try {
            verify.run(verify.withoutPolicyKeys(keys));
            isVerified = verify.problems.isEmpty();
        } catch (IOException | RuntimeException other) {
            verify.problems.add("the pack has another form than docket writes: " + other.getMessage());
            isVerified = false;
        }
        verify.report(isVerified);
        return isVerified;
    }

    private List<String> withoutPolicyKeys(List<String> keys) throws Exception {
        List<String> others = new ArrayList<>();
        for (String key : keys) {
            if (key.startsWith(POLICY_KEY)) {
                byte[] x509 = Base64.getDecoder().decode(key.strip());
                policyKeys.put("ed25519:" + HEX.formatHex(sha256(x509)).substring(0, 16), x509);
            } else {
                others.add(key);
            }
        }
        return others;
    }

    private void run(List<String> keys) throws Exception {
        Set<String> files = files();
        signature(keys);
        for (String name : files) {
            if (name.startsWith("checkpoints/")) {
                checkpoint(name, keys);
            }
        }
        Map<String, Object> statistics = statistics();
        rows("retirements.ndjson", true);
        rows("records.ndjson", false);
        missingUpTo.forEach((stream, sequence) -> {
            if (retiredUpTo.getOrDefault(stream, 0L) < sequence) {
                problems.add("record " + sequence + " of stream " + stream
                        + " lacks its request or answer, and no record proves that it was retired");
            }
        });
        compare(statistics);
        for (String digest : bundles) {
            bundle(digest, files);
        }
        for (String digest : snapshots) {
            String file = "snapshots/" + digest.replace(':', '-') + ".json";
            if (!files.contains(file)) {
                problems.add("the reference snapshot " + digest + " that a record names is not in the pack");
            } else if (!digestOf(file).equals(digest)) {
                problems.add(file + " is not the reference snapshot that a record names");
            }
        }
        for (String name : files) {
            if (name.startsWith("snapshots/") && !snapshots.contains("sha256:" + after(name, "snapshots/sha256-").split("[.]")[0])) {
                problems.add("file " + name + " is a reference snapshot that no record here names");
            }
            if (name.startsWith("bundles/") && !bundles.contains("sha256:" + after(name, "bundles/sha256-").split("/")[0])) {
                problems.add("file " + name + " belongs to a bundle that decided nothing here");
            }
        }
    }

    private void report(boolean isVerified) {
        problems.forEach(System.out::println);
        notes.forEach(System.out::println);
        signed.forEach((stream, tree) -> System.out.printf(
                Locale.ROOT,
                "stream %s: %,d records under a checkpoint over %,d, key %s%n",
                stream, counts.getOrDefault(stream, 0L), tree.size(), tree.key()));
        System.out.printf(Locale.ROOT, "%s: %,d records%n", isVerified ? "verified" : "NOT AS IT WAS SIGNED", records);
    }

    /** What was signed of a stream. */
    private record Tree(long size, byte[] root, String key) {}

    /** The record that was read last of a stream. */
    private record Last(long sequence, String hash) {}

    /** Every file has the digest that manifest.txt names, once and in order, and there is no other. */
    private Set<String> files() throws Exception {
        Set<String> named = new TreeSet<>();
        String manifest = text("manifest.txt");
        require(manifest.endsWith("\n"), "manifest.txt ends within a line");
        String before = "";
        for (String line : manifest.substring(0, manifest.length() - 1).split("\n", -1)) {
            require(line.matches("[0-9a-f]{64}  .+"), "manifest.txt has the line " + line);
            String name = line.substring(66);
            require(NAME.matcher(name).matches() && !List.of(name.split("/")).contains("..") && before.compareTo(name) < 0,
                    "manifest.txt names " + name);
            before = name;
            named.add(name);
            require(REQUIRED.contains(name) || name.matches("checkpoints/[0-9a-f]{12}\\.txt")
                    || name.matches("snapshots/sha256-[0-9a-f]{64}\\.json")
                    || name.matches("bundles/sha256-[0-9a-f]{64}/.+"), "there must be no file " + name);
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !HEX.formatHex(sha256(Files.readAllBytes(file))).equals(line.substring(0, 64))) {
                problems.add("file " + name + " is not the one that the manifest names");
            }
        }
        for (String name : REQUIRED) {
            require(named.contains(name), "manifest.txt lacks " + name);
        }
        try (var all = Files.walk(folder)) {
            all.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !named.contains(name) && !UNLISTED.contains(name))
                    .forEach(name -> problems.add("file " + name + " is not named by the manifest"));
        }
        return named;
    }

    private void signature(List<String> keys) throws Exception {
        String expected = "docket/evidence\nsha256:" + HEX.formatHex(sha256(Files.readAllBytes(folder.resolve("manifest.txt"))))
                + "\n";
        String[] note = text("manifest.sig").split("\n\n", 2);
        boolean isSigned = false;
        for (String key : keys) {
            isSigned |= note.length == 2 && (note[0] + "\n").equals(expected) && isSigned(expected, note[1], key.strip());
        }
        if (!isSigned) {
            problems.add("manifest.txt was not signed with one of the keys " + String.join(", ", keys));
        }
    }

    // C2SP tlog-checkpoint: the name of the log, how many records, their root.
    private void checkpoint(String file, List<String> keys) throws Exception {
        String[] note = text(file).split("\n\n", 2);
        String text = note[0] + "\n";
        String[] lines = text.split("\n");
        require(note.length == 2 && lines.length == 5 && lines[1].matches("[1-9][0-9]{0,17}|0"), file + " is no checkpoint");
        String key = "";
        for (String one : keys) {
            if (one.startsWith(lines[0] + "+") && isSigned(text, note[1], one.strip())) {
                key = one.strip();
            }
        }
        if (key.isEmpty()) {
            problems.add(file + " was not signed with one of the keys " + String.join(", ", keys));
        }
        String stream = lines[0].startsWith("docket/") ? lines[0].substring("docket/".length()) : "";
        require(file.equals("checkpoints/" + stream + ".txt"), file + " is the checkpoint of another stream");
        signed.put(stream, new Tree(Long.parseLong(lines[1]), base64(lines[2]), key));
    }

    private Map<String, Object> statistics() throws Exception {
        Map<String, Object> statistics = new Json(text("statistics.json")).document();
        require(List.copyOf(statistics.keySet()).equals(List.of("from", "to", "decisions", "outcomes", "notYetSigned",
                "dispositions", "firedRules")), "statistics.json has other fields");
        from = Instant.parse((String) statistics.get("from"));
        to = Instant.parse((String) statistics.get("to"));
        return statistics;
    }

    private void compare(Map<String, Object> statistics) {
        if (!statistics.get("decisions").equals(decisions) || !statistics.get("outcomes").equals(outcomes)
                || !statistics.get("dispositions").equals(dispositions) || !statistics.get("firedRules").equals(rules)) {
            problems.add("statistics.json does not count these records");
        }
    }

    private void rows(String file, boolean isRetirement) throws Exception {
        try (var rows = Files.newBufferedReader(folder.resolve(file))) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                record(row, isRetirement);
            }
        }
    }

    private void record(String row, boolean isRetirement) throws Exception {
        Json json = new Json(row);
        Map<String, Object> fields = json.document();
        require(row.startsWith("{\"header\":{"), "a record does not begin with its header");
        Map<String, Object> header = object(fields.get("header"));
        String raw = json.firstValue();
        String kind = String.valueOf(header.get("kind"));
        List<String> names = new ArrayList<>(header.keySet());
        require(names.equals(names.stream().sorted().toList()), "a header is not in order");
        names.removeAll(ONLY_SOME);
        List<String> payloads;
        switch (kind) {
            case "DECISION" -> {
                require(names.equals(DECISION), "a decision has other fields: " + names);
                payloads = List.of("request", "answer");
            }
            case "OUTCOME" -> {
                require(names.equals(OUTCOME), "an outcome has other fields: " + names);
                payloads = List.of("outcome");
            }
            case "RETIREMENT" -> {
                require(names.equals(RETIREMENT), "a retirement has other fields: " + names);
                payloads = List.of();
            }
            case "CHANGE" -> {
                require(names.equals(CHANGE), "a step of a policy change has other fields: " + names);
                payloads = List.of("change");
            }
            default -> throw new IOException("there is no kind of record " + kind);
        }
        require(!isRetirement || kind.equals("RETIREMENT"), "retirements.ndjson has another record: " + kind);
        String stream = (String) header.get("stream");
        long sequence = (Long) header.get("sequence");
        List<String> whole = new ArrayList<>(List.of("header", "hash"));
        whole.addAll(payloads);
        whole.add("path");
        List<String> given = List.copyOf(fields.keySet());
        if (!payloads.isEmpty() && given.equals(List.of("header", "hash", "path"))) {
            missingUpTo.merge(stream, sequence, Math::max);
        } else {
            require(given.equals(whole), "record " + sequence + " has other fields: " + given);
            for (String payload : payloads) {
                String content = (String) fields.get(payload);
                String hash = "sha256:" + HEX.formatHex(sha256(content.getBytes(StandardCharsets.UTF_8)));
                if (!hash.equals(header.get(payload.equals("outcome") || payload.equals("change") ? "document" : payload))) {
                    problems.add("record " + sequence + ": the " + payload + " is not the one that was recorded");
                }
                Matcher snapshot = SNAPSHOT.matcher(content);
                while (payload.equals("answer") && snapshot.find()) {
                    snapshots.add(snapshot.group(1));
                }
            }
        }
        byte[] leaf = leaf(raw.getBytes(StandardCharsets.UTF_8));
        String hash = "sha256:" + HEX.formatHex(leaf);
        require(hash.equals(fields.get("hash")), "record " + sequence + " has another hash than its header");
        List<byte[]> path = new ArrayList<>();
        for (Object step : (List<?>) fields.get("path")) {
            require(((String) step).matches("sha256:[0-9a-f]{64}"), "record " + sequence + " has no proof but " + step);
            path.add(HEX.parseHex(((String) step).substring("sha256:".length())));
        }
        Tree tree = signed.get(stream);
        if (tree == null || sequence < 1 || !includes(leaf, sequence - 1, tree.size(), path, tree.root())) {
            problems.add("record " + sequence + " of stream " + stream
                    + " is not what was signed: its proof leads to another root");
        }
        if (kind.equals("RETIREMENT")) {
            retiredUpTo.merge(stream, (Long) header.get("upTo"), Math::max);
        }
        if (!isRetirement) {
            follow(stream, sequence, hash, (String) header.get("previous"));
            count(kind, header);
        }
    }

    private void follow(String stream, long sequence, String hash, String previous) throws IOException {
        Last before = last.put(stream, new Last(sequence, hash));
        if (before != null && (sequence != before.sequence() + 1 || !previous.equals(before.hash()))) {
            problems.add("record " + sequence + " of stream " + stream + " does not follow record " + before.sequence());
        }
        counts.merge(stream, 1L, Long::sum);
        records++;
    }

    private void count(String kind, Map<String, Object> header) {
        Instant at = Instant.parse((String) header.get("at"));
        boolean isInPeriod = !at.isBefore(from) && at.isBefore(to);
        if (kind.equals("DECISION")) {
            bundles.add((String) header.get("bundleDigest"));
        }
        if (isInPeriod && kind.equals("DECISION")) {
            decisions++;
            dispositions.merge((String) header.get("disposition"), 1L, Long::sum);
            ((List<?>) header.get("ruleIds")).forEach(rule -> rules.merge((String) rule, 1L, Long::sum));
        } else if (isInPeriod && kind.equals("OUTCOME")) {
            outcomes++;
        }
    }

    /** The digest of a bundle is that of its manifest, which names the digest of each rule file and of the model's list. */
    private void bundle(String digest, Set<String> files) throws Exception {
        require(digest.matches("sha256:[0-9a-f]{64}"), "there is no bundle " + digest);
        String root = "bundles/" + digest.replace(':', '-');
        if (!files.contains(root + "/manifest")) {
            problems.add("the bundle " + digest + " that decided is not in the pack");
            return;
        }
        if (!digest.equals(digestOf(root + "/manifest"))) {
            problems.add(root + " is not the bundle that decided: its manifest has another digest");
        }
        Map<String, String> named = new TreeMap<>();
        named.put(root + "/manifest", digest);
        Set<String> models = new HashSet<>();
        for (var one : lines(root + "/manifest").entrySet()) {
            if (one.getKey().startsWith("models/")) {
                models.add(one.getValue());
            } else {
                put(named, root + "/" + one.getKey(), one.getValue());
            }
        }
        Set<String> found = new HashSet<>();
        for (String file : files) {
            if (file.startsWith(root + "/models/") && file.endsWith("/manifest.sha256")) {
                found.add(digestOf(file));
                model(file, named);
            }
        }
        if (!found.equals(models)) {
            problems.add(root + " has another model than the one that decided");
        }
        cases(root, digest, files, named);
        for (var one : named.entrySet()) {
            if (!files.contains(one.getKey()) || !digestOf(one.getKey()).equals(one.getValue())) {
                problems.add(one.getKey() + " is not the one that decided");
            }
        }
        for (String file : files) {
            if (file.startsWith(root + "/") && !named.containsKey(file)) {
                problems.add(file + " is no part of the bundle that decided");
            }
        }
    }

    /** A model's list, whose digest the bundle's manifest has, names its files; beside them is only the name of its folder. */
    private void model(String list, Map<String, String> named) throws Exception {
        String model = list.substring(0, list.lastIndexOf('/'));
        put(named, list, digestOf(list));
        for (String line : text(list).lines().toList()) {
            require(line.matches("[0-9a-f]{64}  [^/]+"), list + " has the line " + line);
            put(named, model + "/" + line.substring(66), "sha256:" + line.substring(0, 64));
        }
        int folder = model.lastIndexOf('/') + 1;
        String current = model.substring(folder) + "\n";
        put(named, model.substring(0, folder) + "current",
                "sha256:" + HEX.formatHex(sha256(current.getBytes(StandardCharsets.UTF_8))));
    }

    /** The second form of a bundle's signature covers the list of its cases. No other cases are believed. */
    private void cases(String root, String digest, Set<String> files, Map<String, String> named) throws Exception {
        if (!files.contains(root + "/signature")) {
            return;
        }
        Matcher said = STATEMENT.matcher(text(root + "/signature"));
        require(said.matches(), root + "/signature has another form than docket writes");
        put(named, root + "/signature", digestOf(root + "/signature"));
        byte[] key = policyKeys.get(said.group("key"));
        if (!digest.equals(said.group("first") == null ? said.group("second") : said.group("first"))) {
            problems.add(root + "/signature is about another bundle");
        } else if (key != null && isSigned(said.group(1), base64(said.group("signature")), key)) {
            notes.add(root + ": signed by " + said.group("author") + " with " + said.group("key"));
        } else if (policyKeys.isEmpty()) {
            notes.add(root + ": its signature, by " + said.group("author") + " with " + said.group("key")
                    + ", was not checked; give that key");
        } else {
            problems.add(root + " was not signed with one of the keys " + String.join(", ", new TreeSet<>(policyKeys.keySet())));
        }
        boolean isCovering = said.group("cases") != null;
        if (isCovering && !said.group("cases").equals("sha256:" + HEX.formatHex(sha256(new byte[0])))) {
            put(named, root + "/manifest.cases", said.group("cases"));
            for (var one : lines(root + "/manifest.cases").entrySet()) {
                put(named, root + "/" + one.getKey(), one.getValue());
            }
        }
    }

    /** Nothing that decided can be named again with another digest. */
    private static void put(Map<String, String> named, String file, String digest) throws IOException {
        require(named.put(file, digest) == null, file + " is named twice");
    }

    private Map<String, String> lines(String file) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : text(file).lines().toList()) {
            String[] parts = line.split("  ", 2);
            require(parts.length == 2 && lines.put(parts[1], parts[0]) == null, file + " has the line " + line);
        }
        return lines;
    }

    private String digestOf(String file) throws Exception {
        return "sha256:" + HEX.formatHex(sha256(Files.readAllBytes(folder.resolve(file))));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static void require(boolean isSo, String otherwise) throws IOException {
        if (!isSo) {
            throw new IOException(otherwise);
        }
    }

    private static String after(String text, String start) {
        return text.startsWith(start) ? text.substring(start.length()) : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
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
        for (String line : signatures.split("\n")) {
            String[] words = line.split(" ");
            if (words.length != 3) {
                return false;
            }
            byte[] signed = base64(words[2]);
            if (words[1].equals(parts[0]) && HEX.formatHex(signed, 0, 4).equals(parts[1])) {
                if (isSigned(text, Arrays.copyOfRange(signed, 4, signed.length), x509)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSigned(String text, byte[] signature, byte[] x509) throws Exception {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.length == 64 && verifier.verify(signature);
    }

    /** The last digit has bits that say nothing: only one way to write them is taken. */
    private static byte[] base64(String text) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(text);
        require(Base64.getEncoder().encodeToString(bytes).equals(text), "there is no Base64 but " + text);
        return bytes;
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

    /** Reads compact JSON of objects, lists, texts and whole numbers: no blank, no name twice, nothing after the end. */
    private static final class Json {
        private final String text;
        private int at;
        private int firstEnd;

        Json(String text) {
            this.text = text;
        }

        Map<String, Object> document() throws IOException {
            Map<String, Object> object = object(true);
            require(at == text.length(), "something follows the end of " + text.substring(0, Math.min(80, text.length())));
            return object;
        }

        /** The first field's value as it is written. */
        String firstValue() {
            return text.substring(text.indexOf(':') + 1, firstEnd);
        }

        private Map<String, Object> object(boolean isOutermost) throws IOException {
            Map<String, Object> object = new LinkedHashMap<>();
            expect('{');
            if (peek() == '}') {
                at++;
                return object;
            }
            do {
                String name = string();
                expect(':');
                Object value = value();
                if (isOutermost && object.isEmpty()) {
                    firstEnd = at;
                }
                require(object.put(name, value) == null, "a field is there twice: " + name);
            } while (hasNext('}'));
            return object;
        }

        private Object value() throws IOException {
            return switch (peek()) {
                case '{' -> object(false);
                case '[' -> list();
                case '"' -> string();
                default -> number();
            };
        }

        private List<Object> list() throws IOException {
            List<Object> list = new ArrayList<>();
            expect('[');
            if (peek() == ']') {
                at++;
                return list;
            }
            do {
                list.add(value());
            } while (hasNext(']'));
            return list;
        }

        private boolean hasNext(char end) throws IOException {
            if (peek() == end) {
                at++;
                return false;
            }
            expect(',');
            return true;
        }

        private Long number() throws IOException {
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            String digits = text.substring(start, at);
            require(digits.matches("0|[1-9][0-9]{0,17}"), "there is no number at " + start);
            return Long.parseLong(digits);
        }

        private String string() throws IOException {
            expect('"');
            StringBuilder string = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                require(c >= ' ', "a control character is not escaped");
                string.append(c == '\\' ? escaped() : c);
            }
            at++;
            return string.toString();
        }

        private char escaped() throws IOException {
            char c = peek();
            at++;
            return switch (c) {
                case '"', '\\' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    require(at + 4 <= text.length() && text.substring(at, at + 4).matches("00[01][0-9a-f]"),
                            "there is no escaped character at " + at);
                    at += 4;
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
                default -> throw new IOException("nobody escapes '" + c + "'");
            };
        }

        private void expect(char c) throws IOException {
            require(peek() == c, "there is no '" + c + "' at " + at);
            at++;
        }

        private char peek() throws IOException {
            require(at < text.length(), "the text ends too early");
            return text.charAt(at);
        }
    }
}
