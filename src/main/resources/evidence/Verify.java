import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?|true|false");
    private static final Set<String> REQUIRED = Set.of("Verify.java", "changes.ndjson", "index.html", "keys.txt", "outcomes.json",
            "records.ndjson", "replay.json", "retirements.ndjson", "statistics.json");
    private static final Set<String> UNLISTED = Set.of("manifest.sig", "manifest.txt");
    private static final List<String> DECISION = List.of("answer", "at", "bundleDigest", "caller", "checkpoint", "codes",
            "currency", "customerId", "decisionId", "disposition", "kind", "modelDigest", "orderId", "orderValue", "previous",
            "priority", "request", "requestDigest", "requestId", "ruleIds", "segment", "sequence", "stream", "warehouse");
    private static final Set<String> ONLY_SOME = Set.of("attributes", "call", "canary", "mapping", "masked", "traceId", "underEmergency",
            "via");
    private static final List<String> OUTCOME = List.of("at", "caller", "decisionId", "document", "kind", "outcome", "previous",
            "sequence", "stream");
    private static final List<String> RETIREMENT = List.of("at", "before", "caller", "kind", "previous", "sequence", "stream",
            "upTo");

    private static final List<String> CHANGE = List.of("after", "at", "caller", "changeId", "document", "kind", "number", "previous",
            "sequence", "step", "stream");

    private static final List<String> WORK = List.of("act", "at", "caller", "decisionId", "document", "holder", "kind", "number",
            "previous", "sequence", "stream");

    private static final List<String> INTAKE = List.of("apart", "at", "caller", "from", "kind", "partition", "previous", "sequence",
            "stream", "to", "topic");

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
    private final Set<String> turns = new HashSet<>();
    private final Approvals approvals = new Approvals();
    private long records;
    private long decisions;
    private long outcomes;
    private long work;
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
        rows("retirements.ndjson", "RETIREMENT");
        rows("changes.ndjson", "CHANGE");
        rows("records.ndjson", "");
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
        approvals.compare(files);
        approvals.recount();
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
        approvals.report();
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
        require(List.copyOf(statistics.keySet()).equals(List.of("from", "to", "decisions", "outcomes", "work",
                "notYetSigned", "dispositions", "firedRules")), "statistics.json has other fields");
        from = Instant.parse((String) statistics.get("from"));
        to = Instant.parse((String) statistics.get("to"));
        return statistics;
    }

    private void compare(Map<String, Object> statistics) {
        if (!statistics.get("decisions").equals(decisions) || !statistics.get("outcomes").equals(outcomes)
                || !statistics.get("work").equals(work) || !statistics.get("dispositions").equals(dispositions) || !statistics.get("firedRules").equals(rules)) {
            problems.add("statistics.json does not count these records");
        }
    }

    /** @param only the kind that stands there alone, without the records between; empty for all kinds, one after the other */
    private void rows(String file, String only) throws Exception {
        try (var rows = Files.newBufferedReader(folder.resolve(file))) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                record(row, only);
            }
        }
    }

    private void record(String row, String only) throws Exception {
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
            case "WORK" -> {
                require(names.equals(WORK), "what somebody did with a decision has other fields: " + names);
                payloads = List.of("work");
            }
            case "INTAKE" -> {
                require(names.equals(INTAKE), "a range of a topic has other fields: " + names);
                payloads = List.of();
            }
            default -> throw new IOException("there is no kind of record " + kind);
        }
        require(only.isEmpty() || kind.equals(only), "a record is in another file than its kind: " + kind);
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
                if (!hash.equals(header.get(Set.of("outcome", "change", "work").contains(payload) ? "document" : payload))) {
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
        if (only.equals("CHANGE")) {
            approvals.step(header, hash, String.valueOf(fields.get("change")));
        }
        if (only.isEmpty()) {
            if (kind.equals("CHANGE")) {
                approvals.expect(hash, sequence);
            }
            follow(stream, sequence, hash, (String) header.get("previous"));
            approvals.packed(stream, sequence, Instant.parse((String) header.get("at")));
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
            approvals.decided(header, at);
        } else if (kind.equals("OUTCOME")) {
            approvals.outcome(header, at);
        } else if (kind.equals("WORK") && !turns.add(header.get("number") + " of " + header.get("decisionId"))) {
            problems.add("two records are what somebody did as number " + header.get("number") + " with decision "
                    + header.get("decisionId"));
        }
        if (kind.equals("INTAKE") && !turns.add(header.get("from") + " of " + header.get("topic") + "/" + header.get("partition"))) {
            problems.add("two ranges of partition " + header.get("partition") + " of topic " + header.get("topic") + " begin at "
                    + header.get("from"));
        }
        if (isInPeriod && kind.equals("DECISION")) {
            decisions++;
            dispositions.merge((String) header.get("disposition"), 1L, Long::sum);
            ((List<?>) header.get("ruleIds")).forEach(rule -> rules.merge((String) rule, 1L, Long::sum));
        } else if (isInPeriod && kind.equals("OUTCOME")) {
            outcomes++;
        } else if (isInPeriod && kind.equals("WORK")) {
            work++;
        }
    }

    /**
     * Who approved the policy by which each record was decided: the steps of all policy changes of the journal, each checked anew.
     * Believes nothing but the steps. What a canary came to is counted again where the pack has its records. What a candidate saw in
     * shadow is not, because that takes deciding again, and what a dossier says of it is not made again: {@code docket journal verify
     * --approvals} does the former.
     */
    private final class Approvals {
        private static final String NONE = "none";
        private static final String GUARD = "service:guard";
        private static final Set<String> OPEN = Set.of("DRAFT", "CHECKED", "SUBMITTED", "APPROVED", "REJECTED");
        private static final long FOLLOWING = 2;
        private static final List<String> COUNTS = List.of("orders", "stricter", "held", "holds.both", "holds.candidateOnly",
                "holds.baseOnly", "holds.neither", "reviews.both", "reviews.candidateOnly", "reviews.baseOnly", "reviews.neither",
                "overrides.some", "overrides.all", "errors.some", "errors.all", "slow.some", "slow.all");

        private final Map<String, Change> changes = new TreeMap<>();
        private final List<Change> approved = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final List<Turn> turns = new ArrayList<>();
        private final List<Span> spans = new ArrayList<>();
        private final List<Canary> canaries = new ArrayList<>();
        private final Map<String, Pack> packed = new HashMap<>();
        /** The dispositions of decisions by candidates, by the canary and the decision's id. */
        private final Map<String, Map<String, String>> byCandidates = new HashMap<>();
        private final Map<String, Map<String, Outcome>> outcomes = new HashMap<>();
        private long number;
        private String last = "sha256:" + "0".repeat(64);
        private boolean isBroken;
        private Change inEmergency;
        private Instant emergencyUntil = Instant.MIN;
        private String emergencyReason = "";
        /** Where the step stands that is looked at. */
        private Place here;

        /** A change as its steps so far made it. */
        private static final class Change {
            String id = "";
            String state = "DRAFT";
            String candidate = "";
            /** What was promoted, whatever was proposed afterwards. */
            String promoted = "";
            String base = NONE;
            String author = "";
            String reason = "";
            final Set<String> authors = new TreeSet<>();
            Map<String, Object> dossier = Map.of();
            String seen = "";
            String submission = "";
            final Map<String, String> given = new LinkedHashMap<>();
            final Set<String> roles = new HashSet<>();
            long canary;
            /** Under what it came to decide, in canary or by a promotion, whatever became of it later. */
            final Set<String> decidedUnder = new LinkedHashSet<>();
            String verdict = "";
            /** What the canary is about, as a dossier has it. */
            Map<String, Object> terms = Map.of();
            Place begun;
            boolean isInShadow;
            /** What was recorded of its candidate in shadow. */
            Object shadow;
            /** The last canaries of its candidate that are over, as a dossier has them. */
            List<Object> canaries = List.of();

            /** Its canaries, after one that came to these figures; null if it was cut short. */
            List<Object> with(Object figures) {
                Map<String, Object> over = new HashMap<>(terms);
                if (figures != null) {
                    over.put("figures", figures);
                }
                List<Object> all = new ArrayList<>(canaries);
                all.add(over);
                return all.subList(Math.max(0, all.size() - 20), all.size());
            }

            void decides() {
                StringBuilder under = new StringBuilder();
                given.forEach((by, how) -> under.append("    approved by ").append(by).append(' ').append(how).append('\n'));
                decidedUnder.add(under + "    they saw the dossier " + seen);
            }

            boolean isInCanary() {
                return canary > 0 && verdict.isEmpty() && state.equals("APPROVED");
            }

            List<String> missing() {
                return list(dossier.get("needs")).stream().map(need -> text(need, "role")).filter(role -> !roles.contains(role)).distinct()
                        .toList();
            }
        }

        /** A canary that is over, and the record that says so. */
        private record Canary(String id, long step, Place begun, Map<String, Object> limits, Map<String, Object> figures,
                Map<String, Long> places, long[] counts) {}

        private record Place(String stream, long sequence, Instant at) {}

        /** Which records of a stream are in the pack. */
        private record Pack(long first, Instant at, long last) {}

        private record Outcome(Instant at, String stream, long sequence, String action) {}

        /** After a step, something else decides. */
        private record Turn(String stream, long sequence, Instant at, String decides, String change, String base, Instant until,
                String reason, String canary, String canaryChange, long canaryStep) {}

        /** Records that one bundle decided with one standing. */
        private record Span(String stream, long first, long last, long count, String bundle, String standing, String says) {}

        /** Whatever step is among the records must be among the steps. */
        void expect(String hash, long sequence) {
            if (!seen.contains(hash)) {
                problems.add("record " + sequence + " is a step of a policy change that changes.ndjson lacks");
            }
        }

        void step(Map<String, Object> header, String hash, String content) throws Exception {
            seen.add(hash);
            long next = (Long) header.get("number");
            String what = "step " + next + " (" + header.get("changeId") + ")";
            if (isBroken || next != number + 1 || !header.get("after").equals(last)) {
                problems.add(what + " does not follow step " + number + ": a step is missing, doubled or moved");
                isBroken = true;
                return;
            }
            number = next;
            last = hash;
            Instant at = Instant.parse((String) header.get("at"));
            String against;
            try {
                here = new Place((String) header.get("stream"), (Long) header.get("sequence"), at);
                against = taken((String) header.get("changeId"), (String) header.get("step"), (String) header.get("caller"), at, hash,
                        "sha256:" + HEX.formatHex(sha256(content.getBytes(StandardCharsets.UTF_8))), Json.step(content));
            } catch (IOException | RuntimeException unreadable) {
                against = "no Docket writes it so: " + unreadable.getMessage();
            }
            if (!against.isEmpty()) {
                problems.add(what + " does not count: " + against);
            }
            note(header, at);
        }

        /** Why a step does not count; empty if it does. */
        private String taken(String id, String step, String caller, Instant at, String record, String document,
                Map<String, Object> said) throws Exception {
            String by = text(said, "by");
            boolean isGuard = by.equals(GUARD);
            if (!by.equals(subject(caller)) || (isGuard && !step.equals("CANARY_ENDED"))) {
                return "it says it is by " + by + ", and " + caller + " sent it";
            }
            Change change = changes.get(id);
            if (step.equals("PROPOSED") ? change != null : change == null) {
                return "there is " + (change == null ? "no" : "a") + " change " + id;
            }
            if (List.of("PROPOSED", "REJECTED", "WITHDRAWN", "ROLLED_BACK", "EMERGENCY").contains(step)
                    && text(said, "reason").isBlank()) {
                return "it gives no reason";
            }
            return switch (step) {
                case "PROPOSED" -> proposed(id, by, said);
                case "CHECKED" -> checked(change, by, document, said);
                case "SUBMITTED" -> submitted(change, by, record, said);
                case "APPROVED" -> approvedBy(change, by, at, said);
                case "REJECTED" -> person(change, by).isEmpty() ? by + " may not approve"
                        : left(change, "REJECTED", Set.of("SUBMITTED", "APPROVED"));
                case "WITHDRAWN" -> left(change, "WITHDRAWN", OPEN);
                case "PROMOTED" -> promoted(change, said);
                case "ROLLED_BACK" -> rolledBack(change, at, said);
                case "EMERGENCY" -> emergency(change, at, said);
                case "CANARY_BEGUN" -> canaryBegun(change, said);
                case "CANARY_ENDED" -> canaryEnded(change, isGuard, said);
                case "CANARY_RAISED" -> canaryRaised(change, said);
                case "SHADOW_BEGUN", "SHADOW_ENDED" -> shadow(change, step.equals("SHADOW_BEGUN"), said);
                default -> "there is no step " + step;
            };
        }

        private String proposed(String id, String by, Map<String, Object> said) {
            Change change = new Change();
            change.id = id;
            change.author = by;
            change.reason = text(said, "reason");
            change.candidate = text(said, "candidate");
            change.authors.add(by);
            changes.put(id, change);
            return "";
        }

        private String checked(Change change, String by, String document, Map<String, Object> said) {
            if (!OPEN.contains(change.state)) {
                return change.id + " is " + change.state;
            }
            if (!text(said, "base").equals(base())) {
                return "it was compared with " + text(said, "base") + ", and " + base() + " was approved";
            }
            boolean isSame = text(said, "candidate").equals(change.candidate);
            Map<String, Object> dossier = object(said.get("dossier"));
            // A canary that still runs is cut short: nothing was recorded of it, and approvers see that.
            List<Object> canaries = !isSame ? List.of()
                    : change.canary > 0 && change.verdict.isEmpty() ? change.with(null) : change.canaries;
            if (!Objects.equals(isSame ? change.shadow : null, dossier.get("shadow"))
                    || !canaries.equals(list(dossier.get("canaries")))) {
                return "its dossier shows other figures of a shadow or canary than were recorded";
            }
            if (!isSame) {
                change.authors.add(by);
                change.isInShadow = false;
                change.shadow = null;
            }
            change.canaries = canaries;
            change.candidate = text(said, "candidate");
            change.base = base();
            change.dossier = dossier;
            change.seen = document;
            return cleared(change, "CHECKED");
        }

        private String shadow(Change change, boolean isBegin, Map<String, Object> said) {
            boolean isRunning = change.isInShadow && OPEN.contains(change.state);
            boolean isOther = changes.values().stream().anyMatch(one -> one.isInShadow && OPEN.contains(one.state));
            if (!OPEN.contains(change.state) || (isBegin ? isOther : !isRunning)
                    || !text(said, "candidate").equals(change.candidate)) {
                return change.id + " is " + change.state + ", or not or already in shadow, or it is about another bundle";
            }
            change.isInShadow = isBegin;
            change.shadow = isBegin ? null : object(said.get("figures"));
            return "";
        }

        private String submitted(Change change, String by, String record, Map<String, Object> said) {
            String other = other(change, said);
            if (!change.state.equals("CHECKED") || !other.isEmpty()) {
                return change.id + " is " + change.state + "; " + other;
            }
            if (!Long.valueOf(0).equals(object(change.dossier.get("check")).get("problemCount"))
                    || list(change.dossier.get("people")).isEmpty()) {
                return "its check found problems, or nobody may approve it";
            }
            cleared(change, "SUBMITTED");
            change.authors.add(by);
            change.submission = record;
            return "";
        }

        private String approvedBy(Change change, String by, Instant at, Map<String, Object> said) throws Exception {
            String other = other(change, said);
            if (!List.of("SUBMITTED", "APPROVED").contains(change.state) || !other.isEmpty()) {
                return change.id + " is " + change.state + "; " + other;
            }
            if (!text(said, "submission").equals(change.submission)) {
                return "it approves another submission";
            }
            if (change.authors.contains(by)) {
                return by + " has a part in it, and nobody approves their own change";
            }
            Map<String, Object> person = person(change, by);
            String key = text(said, "key");
            if (person.isEmpty() || !key.equals(text(person, "key"))) {
                return by + " may not approve, or not with this key";
            }
            String statement = "docket/approval/v1\nchange " + change.id + "\nbase " + change.base + "\ncandidate " + change.candidate
                    + "\ndossier " + change.seen + "\nsubmission " + change.submission + "\nby " + by + "\n";
            byte[] x509 = base64(key);
            if (!key.startsWith(POLICY_KEY) || x509.length != 44 || !isSigned(statement, base64(text(said, "signature")), x509)) {
                return "its signature is not that of " + by + " over this submission";
            }
            if (change.given.containsKey(by)) {
                return by + " has approved it already";
            }
            change.given.put(by, "at " + at + " with the key " + key);
            list(person.get("roles")).forEach(role -> change.roles.add((String) role));
            change.roles.add("anybody");
            change.state = change.missing().isEmpty() ? "APPROVED" : change.state;
            return "";
        }

        private String promoted(Change change, Map<String, Object> said) {
            if (!change.state.equals("APPROVED") || !change.missing().isEmpty()) {
                return change.id + " is " + change.state + ", and still needs the approval of: " + change.missing();
            }
            if (!text(said, "candidate").equals(change.candidate) || !text(said, "base").equals(base()) || !change.base.equals(base())) {
                return "it promotes something else than was approved, or against another policy";
            }
            if (change.canary > 0 && !change.verdict.equals("HEALTHY")) {
                return "its canary was " + (change.verdict.isEmpty() ? "not over" : change.verdict);
            }
            change.decides();
            change.promoted = change.candidate;
            change.state = "PROMOTED";
            approved.add(change);
            inEmergency = null;
            return "";
        }

        private String rolledBack(Change change, Instant at, Map<String, Object> said) {
            boolean isEmergency = isEmergency(at);
            int left = approved.size() - (isEmergency ? 0 : 1);
            Change deciding = isEmergency ? inEmergency : approved.isEmpty() ? null : approved.get(approved.size() - 1);
            if (left < 1 || change != deciding || !text(said, "from").equals(decides(at))
                    || !text(said, "to").equals(approved.get(left - 1).promoted)) {
                return "it rolls back something else than decides, or to something else than decided before";
            }
            if (!isEmergency || change.state.equals("PROMOTED")) {
                change.state = "ROLLED_BACK";
            }
            while (approved.size() > left) {
                approved.remove(approved.size() - 1);
            }
            inEmergency = null;
            return "";
        }

        private String emergency(Change change, Instant at, Map<String, Object> said) {
            Instant until = Instant.parse(text(said, "until"));
            if (!OPEN.contains(change.state) || !text(said, "candidate").equals(change.candidate)
                    || !until.isAfter(at) || until.isAfter(at.plusSeconds(72 * 3600))) {
                return "it activates something else than was proposed, or for too long";
            }
            inEmergency = change;
            emergencyUntil = until;
            emergencyReason = text(said, "reason");
            return "";
        }

        private String canaryBegun(Change change, Map<String, Object> said) {
            if (!change.state.equals("APPROVED") || approved.isEmpty() || canary() != null
                    || !text(said, "candidate").equals(change.candidate) || !text(said, "base").equals(base())
                    || !change.base.equals(base())) {
                return change.id + " is " + change.state + ", something else is in canary, or it is about another bundle";
            }
            change.canary = number;
            change.begun = here;
            change.terms = new HashMap<>(Map.of("step", number, "selector", object(said.get("selector")), "limits",
                    object(said.get("limits"))));
            change.decides();
            change.verdict = "";
            return "";
        }

        private String canaryRaised(Change change, Map<String, Object> said) {
            if (!change.isInCanary() || !(said.get("share") instanceof Long share)
                    || !(object(change.terms.get("selector")).get("share") instanceof Long before) || share <= before) {
                return change.id + " is not in canary, or its share is not raised";
            }
            Map<String, Object> selector = new HashMap<>(object(change.terms.get("selector")));
            selector.put("share", share);
            change.terms.put("selector", selector);
            return "";
        }


        private String canaryEnded(Change change, boolean isGuard, Map<String, Object> said) {
            String verdict = text(object(said.get("figures")), "verdict");
            if (!change.isInCanary() || !text(said, "candidate").equals(change.candidate)
                    || (isGuard && !verdict.equals("REGRESSION"))) {
                return change.id + " is not in canary, or the guard ends it without a reason";
            }
            Map<String, Object> figures = object(said.get("figures"));
            Map<String, Object> limits = object(change.terms.get("limits"));
            String counted = Bets.verdict(limits, object(figures.get("counts")));
            if (!verdict.equals(counted)) {
                return "it says " + verdict + ", and its counts say " + counted;
            }
            Map<String, Long> places = new TreeMap<>();
            for (Object place : list(figures.get("places"))) {
                if (places.put(text(place, "stream"), (Long) object(place).get("sequence")) != null) {
                    return "it names a stream twice";
                }
            }
            if (places.getOrDefault(here.stream(), 0L) >= here.sequence()) {
                return "it names records that were not there yet";
            }
            change.canaries = change.with(figures);
            canaries.add(new Canary(change.id, change.canary, change.begun, limits, figures, places, new long[COUNTS.size()]));
            change.verdict = verdict;
            return verdict.equals("REGRESSION") ? left(change, "REJECTED", OPEN) : "";
        }

        private String left(Change change, String state, Set<String> from) {
            if (!from.contains(change.state)) {
                return change.id + " is " + change.state;
            }
            change.state = state;
            change.given.clear();
            change.roles.clear();
            change.submission = "";
            return "";
        }

        private String cleared(Change change, String state) {
            change.canary = 0;
            change.verdict = "";
            return left(change, state, OPEN);
        }

        private String other(Change change, Map<String, Object> said) {
            return text(said, "candidate").equals(change.candidate) && text(said, "base").equals(change.base)
                            && change.base.equals(base()) && text(said, "dossier").equals(change.seen)
                    ? "" : "it is about another candidate, base or dossier";
        }

        private Map<String, Object> person(Change change, String identity) {
            return list(change.dossier.get("people")).stream().map(Verify::object)
                    .filter(person -> text(person, "identity").equals(identity)).findFirst().orElse(Map.of());
        }

        private String base() {
            return approved.isEmpty() ? NONE : approved.get(approved.size() - 1).promoted;
        }

        private boolean isEmergency(Instant at) {
            return inEmergency != null && at.isBefore(emergencyUntil);
        }

        private String decides(Instant at) {
            return isEmergency(at) ? inEmergency.candidate : base();
        }

        private Change canary() {
            return changes.values().stream().filter(change -> change.isInCanary() && change.base.equals(base())).findFirst().orElse(null);
        }

        private void note(Map<String, Object> header, Instant at) {
            Change canary = canary();
            boolean isEmergency = isEmergency(at);
            if (!decides(at).equals(NONE)) {
                Change deciding = isEmergency ? inEmergency : approved.get(approved.size() - 1);
                turns.add(new Turn((String) header.get("stream"), (Long) header.get("sequence"), at, decides(at), deciding.id, base(),
                        isEmergency ? emergencyUntil : Instant.MIN, isEmergency ? emergencyReason : "",
                        canary == null ? "" : canary.candidate, canary == null ? "" : canary.id, canary == null ? 0 : canary.canary));
            }
        }

        /** A record of the pack, in the order of its stream. */
        void packed(String stream, long sequence, Instant at) {
            packed.merge(stream, new Pack(sequence, at, sequence), (before, now) -> new Pack(before.first(), before.at(), now.last()));
        }

        /** Only the first one of a decision counts, so that none counts twice. */
        void outcome(Map<String, Object> header, Instant at) {
            String stream = (String) header.get("stream");
            outcomes.computeIfAbsent((String) header.get("decisionId"), none -> new TreeMap<>())
                    .putIfAbsent(stream, new Outcome(at, stream, (Long) header.get("sequence"), (String) header.get("outcome")));
        }

        private void count(Map<String, Object> header, Map<String, Object> arm) {
            String stream = (String) header.get("stream");
            String given = (String) header.get("disposition");
            for (Canary canary : canaries) {
                boolean isMine = canary.id().equals(arm.get("changeId")) && Long.valueOf(canary.step()).equals(arm.get("step"));
                if (isMine && arm.get("arm").equals("CANDIDATE")) {
                    byCandidates.computeIfAbsent(canary.id() + " " + canary.step(), none -> new HashMap<>())
                            .put((String) header.get("decisionId"), given);
                }
                if (!isMine || arm.get("arm").equals("BASE") || (Long) header.get("sequence") > canary.places().getOrDefault(stream, 0L)) {
                    continue;
                }
                boolean isFailed = arm.get("arm").equals("CANDIDATE_FAILED");
                String base = (String) arm.get("base");
                String candidate = isFailed ? base : (String) arm.get("candidate");
                count(canary, "orders", true);
                count(canary, "stricter", arm.get("arm").equals("BASE_STRICTER"));
                count(canary, "held", isHold(given));
                count(canary, "errors.all", true);
                count(canary, "errors.some", isFailed);
                if (!isFailed) {
                    pair(canary, "holds.", isHold(candidate), isHold(base));
                    pair(canary, "reviews.", candidate.equals("REVIEW"), base.equals("REVIEW"));
                    Object slowMillis = canary.limits().get("slowMillis");
                    count(canary, "slow.all", slowMillis != null);
                    count(canary, "slow.some", slowMillis != null && (Long) arm.get("micros") > (Long) slowMillis * 1000);
                }
            }
        }

        private static void pair(Canary canary, String of, boolean candidate, boolean base) {
            count(canary, of + "both", candidate && base);
            count(canary, of + "candidateOnly", candidate && !base);
            count(canary, of + "baseOnly", !candidate && base);
            count(canary, of + "neither", !candidate && !base);
        }

        private static void count(Canary canary, String what, boolean isSo) {
            canary.counts()[COUNTS.indexOf(what)] += isSo ? 1 : 0;
        }

        private static boolean isHold(String disposition) {
            return disposition.equals("HOLD") || disposition.equals("REJECT");
        }

        private static boolean isOverride(String recommended, String action) {
            return switch (recommended) {
                case "RELEASE" -> !action.equals("RELEASED");
                case "RELEASE_WITH_CONDITIONS" -> !action.equals("RELEASED_WITH_CHANGES");
                case "HOLD" -> action.equals("RELEASED") || action.equals("RELEASED_WITH_CHANGES");
                default -> !action.equals("REJECTED");
            };
        }

        /** Whether the figures of each canary are what the records say, as far as they are in the pack. */
        void recount() {
            for (Canary canary : canaries) {
                String of = "the canary of " + canary.id() + " that step " + canary.step() + " began: ";
                List<String> lacking = canary.places().entrySet().stream()
                        .filter(place -> !isCovered(canary, place.getKey(), place.getValue())).map(Map.Entry::getKey).toList();
                if (!lacking.isEmpty()) {
                    notes.add(of + "not counted again, because the pack does not have all of its records of the streams " + lacking);
                    continue;
                }
                byCandidates.getOrDefault(canary.id() + " " + canary.step(), Map.of()).forEach((decision, recommended) -> {
                    Outcome first = outcomes.getOrDefault(decision, Map.of()).values().stream()
                            .min(Comparator.comparing(Outcome::at).thenComparing(Outcome::stream)).orElse(null);
                    if (first != null && !first.action().equals("CANCELLED") && !recommended.equals("REVIEW")
                            && first.sequence() <= canary.places().getOrDefault(first.stream(), 0L)) {
                        count(canary, "overrides.all", true);
                        count(canary, "overrides.some", isOverride(recommended, first.action()));
                    }
                });
                Map<String, Object> recorded = object(canary.figures().get("counts"));
                List<String> other = new ArrayList<>();
                for (String name : COUNTS) {
                    String[] parts = name.split("[.]");
                    Object said = parts.length == 1 ? recorded.get(name) : object(recorded.get(parts[0])).get(parts[1]);
                    long counted = canary.counts()[COUNTS.indexOf(name)];
                    if (!Long.valueOf(counted).equals(said)) {
                        other.add(name + " " + said + " recorded, " + counted + " counted again");
                    }
                }
                if (other.isEmpty()) {
                    notes.add(of + "counted again, as recorded");
                } else {
                    problems.add(of + String.join("; ", other));
                }
            }
        }

        // Clocks of several services may differ by some minutes; in its own stream the step that began it has a place.
        private boolean isCovered(Canary canary, String stream, long upTo) {
            Pack pack = packed.get(stream);
            return upTo == 0 || (pack != null && pack.last() >= upTo
                    && (pack.first() == 1 || (stream.equals(canary.begun().stream()) ? pack.first() <= canary.begun().sequence() + 1
                            : pack.at().isBefore(canary.begun().at().minusSeconds(600)))));
        }

        /** A decision, in the order of its stream. */
        void decided(Map<String, Object> header, Instant at) {
            if (header.get("canary") != null) {
                count(header, object(header.get("canary")));
            }
            String stream = (String) header.get("stream");
            long sequence = (Long) header.get("sequence");
            List<Turn> before = turns.stream()
                    .filter(turn -> turn.stream().equals(stream) ? turn.sequence() < sequence : !turn.at().isAfter(at)).toList();
            String[] verdict = before.isEmpty() ? new String[] {"UNAPPROVED", "no policy had been approved yet"}
                    : under(before.get(before.size() - 1), at, header);
            for (int i = before.size() - 2; verdict == null && i >= 0
                    && !at.isAfter(before.get(i + 1).at().plusSeconds(FOLLOWING)); i--) {
                // Requests in flight, and services that follow.
                verdict = under(before.get(i), before.get(i + 1).at(), header);
            }
            if (verdict == null) {
                verdict = new String[] {"UNAPPROVED", before.get(before.size() - 1).decides() + " was to decide"};
            }
            String bundle = (String) header.get("bundleDigest");
            Span span = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            boolean isSame = span != null && span.stream().equals(stream) && span.bundle().equals(bundle)
                    && span.standing().equals(verdict[0]) && span.says().equals(verdict[1]);
            if (isSame) {
                spans.remove(spans.size() - 1);
            }
            spans.add(new Span(stream, isSame ? span.first() : sequence, sequence, isSame ? span.count() + 1 : 1, bundle, verdict[0],
                    verdict[1]));
        }

        private String[] under(Turn turn, Instant at, Map<String, Object> header) {
            String bundle = (String) header.get("bundleDigest");
            boolean isEmergency = !turn.until().equals(Instant.MIN);
            Map<String, Object> arm = header.get("canary") == null ? Map.of() : object(header.get("canary"));
            if (bundle.equals(turn.canary()) && "CANDIDATE".equals(arm.get("arm")) && turn.canaryChange().equals(arm.get("changeId"))
                    && Long.valueOf(turn.canaryStep()).equals(arm.get("step")) && !(isEmergency && at.isBefore(turn.until()))) {
                return new String[] {"APPROVED", "change " + turn.canaryChange() + ": in canary"};
            }
            if (bundle.equals(turn.decides())) {
                return !isEmergency ? new String[] {"APPROVED", "change " + turn.change()}
                        : at.isBefore(turn.until().plusSeconds(FOLLOWING))
                                ? new String[] {"EMERGENCY", "change " + turn.change() + ": " + turn.reason()}
                                : new String[] {"UNAPPROVED", "the emergency was over at " + turn.until()};
            }
            return isEmergency && bundle.equals(turn.base()) && !at.isBefore(turn.until())
                    ? new String[] {"APPROVED", "after the emergency"} : null;
        }

        /** Who may approve is what the policy approved before says, as far as it is in the pack. */
        void compare(Set<String> files) throws Exception {
            for (Change change : changes.values()) {
                String authority = change.base.equals(NONE) ? change.promoted : change.base;
                String file = "bundles/" + authority.replace(':', '-') + "/rules/approvals.yaml";
                if (change.promoted.isEmpty() || !files.contains(file)) {
                    continue;
                }
                String content = Verify.this.text(file);
                boolean isNamed = list(change.dossier.get("people")).stream().map(Verify::object)
                        .allMatch(one -> content.contains(text(one, "identity")) && content.contains(text(one, "key")));
                if (!digestOf(file).equals(change.dossier.get("approvals")) || !isNamed) {
                    problems.add(change.id + " was promoted by a dossier that names other approvers than " + authority);
                }
            }
        }

        void report() {
            if (number == 0) {
                return;
            }
            for (Span span : spans) {
                System.out.printf(Locale.ROOT, "%-10s stream %s, records %,d to %,d (%,d decisions) by %s, %s%n", span.standing(),
                        span.stream(), span.first(), span.last(), span.count(), span.bundle(), span.says());
            }
            for (Change change : changes.values()) {
                if (spans.stream().noneMatch(span -> span.says().startsWith("change " + change.id))) {
                    continue;
                }
                System.out.println(change.id + "  proposed by " + change.author + " (" + change.reason + ")");
                change.decidedUnder.forEach(System.out::println);
                for (Object tried : change.canaries) {
                    Object figures = object(tried).get("figures");
                    System.out.println("    in canary since step " + object(tried).get("step") + ": "
                            + (figures == null ? "cut short, so nothing was recorded of it" : text(figures, "line")));
                }
            }
            System.out.printf(Locale.ROOT, "approvals: %,d decisions under a policy that was not approved, %,d in an emergency%n",
                    count("UNAPPROVED"), count("EMERGENCY"));
        }

        private long count(String standing) {
            return spans.stream().filter(span -> span.standing().equals(standing)).mapToLong(Span::count).sum();
        }

        private static String subject(String caller) {
            int slash = caller.indexOf('/');
            return caller.equals(GUARD) ? caller : slash < 0 ? ""
                    : caller.startsWith("user:") ? "user:" + caller.substring(slash + 1)
                    : caller.startsWith("key:") ? caller.substring(0, slash) : "";
        }

        private static String text(Object of, String name) {
            return String.valueOf(object(of).getOrDefault(name, ""));
        }

        private static List<?> list(Object value) {
            return value instanceof List<?> some ? some : List.of();
        }
    }

    /**
     * What a guard says of a canary's counts. It bets against each limit, with 24 stakes at once (Waudby-Smith and Ramdas 2024): whoever
     * wins so much was right with the stated probability, however often somebody looked.
     */
    private static final class Bets {
        private static final int STAKES = 24;

        static String verdict(Map<String, Object> limits, Map<String, Object> counts) {
            double alpha = (Long) limits.get("falseAlarms") / 1000.0;
            List<String> stated = List.of("holds", "reviews", "overrides", "errors", "slow").stream().filter(limits::containsKey).toList();
            boolean isHealthy = true;
            for (String metric : stated) {
                double limit = (Long) limits.get(metric) / 1000.0;
                Map<String, Object> seen = object(counts.get(metric));
                boolean isPair = seen.containsKey("both");
                long[] counted = isPair
                        ? new long[] {(Long) seen.get("both"), (Long) seen.get("candidateOnly"), (Long) seen.get("baseOnly")}
                        : new long[] {(Long) seen.get("some"), (Long) seen.get("all") - (Long) seen.get("some")};
                double[] over = isPair ? new double[] {-limit, 1, -(1 + limit)} : new double[] {1 - limit, -limit};
                double[] under = isPair ? new double[] {limit, -1, 1 + limit} : new double[] {limit - 1, limit};
                if (logWealth(over, counted) >= StrictMath.log(stated.size() / alpha)) {
                    return "REGRESSION";
                }
                isHealthy &= logWealth(under, counted) >= StrictMath.log(1 / alpha);
            }
            return isHealthy ? "HEALTHY" : "NOT_ENOUGH";
        }

        private static double logWealth(double[] values, long[] counts) {
            double stake = 0.9 / -Arrays.stream(values).min().orElseThrow();
            double[] logs = new double[STAKES];
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < STAKES; i++) {
                for (int j = 0; j < values.length; j++) {
                    logs[i] += counts[j] * StrictMath.log1p(stake * values[j]);
                }
                greatest = Math.max(greatest, logs[i]);
                stake *= 1 / StrictMath.sqrt(2);
            }
            double sum = 0;
            for (double log : logs) {
                sum += StrictMath.exp(log - greatest);
            }
            return greatest + StrictMath.log(sum / STAKES);
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
        byte[] typed = base64(parts[2]);
        require(typed.length == 33 && typed[0] == 1, key + " is no key for Ed25519");
        byte[] x509 = Arrays.copyOf(HEX.parseHex("302a300506032b6570032100"), 44);
        System.arraycopy(typed, 1, x509, 12, 32);
        for (String line : signatures.split("\n")) {
            String[] words = line.split(" ");
            if (words.length != 3 || !words[0].equals("\u2014")) {
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
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        try {
            verifier.initVerify(keys.generatePublic(new X509EncodedKeySpec(x509)));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.length == 64 && verifier.verify(signature);
        } catch (GeneralSecurityException noPointOfTheCurve) {
            return false;
        }
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

    /**
     * Reads compact JSON of objects, lists, texts and whole numbers: no blank, no name twice, nothing after the end. In documents
     * there may be other numbers, which are read as texts.
     */
    private static final class Json {
        private final String text;
        private boolean isDocument;
        private int at;
        private int firstEnd;

        Json(String text) {
            this.text = text;
        }

        /** The document of a step. */
        static Map<String, Object> step(String text) throws IOException {
            Json json = new Json(text);
            json.isDocument = true;
            return json.document();
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

        private Object number() throws IOException {
            int start = at;
            if (isDocument) {
                Matcher number = NUMBER.matcher(text).region(at, text.length());
                require(number.lookingAt(), "there is no number at " + start);
                at = number.end();
                return number.group().matches("0|[1-9][0-9]{0,17}") ? (Object) Long.valueOf(number.group()) : number.group();
            }
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
