package dev.docket.service.evidence;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.digest.Digest;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.merkle.NoteVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Packs that lie, each in one way. */
final class Forgeries {
    private static final String RECORDS = "records.ndjson";

    private final Map<String, Forgery> all = new LinkedHashMap<>();
    private final NoteSigner signer;

    private Forgeries(NoteSigner signer) {
        this.signer = signer;
    }

    /** Changes a pack. */
    interface Forgery {
        void in(Path pack) throws Exception;
    }

    /** @param signer the true key of the journal, for those that the content of the pack must betray */
    static Map<String, Forgery> all(NoteSigner signer) {
        var forgeries = new Forgeries(signer);
        forgeries.rows();
        forgeries.otherFiles();
        forgeries.bundles();
        forgeries.cases();
        forgeries.snapshots();
        forgeries.manifest();
        return forgeries.all;
    }

    private void rows() {
        row("an answer twice", row -> row.replaceFirst("\"answer\":\"", "\"answer\":\"{}\",\"answer\":\""));
        row("another field beside the answer", row -> row.replaceFirst("\"path\":", "\"answer2\":\"{}\",\"path\":"));
        row("a header twice", row -> row.substring(0, row.length() - 1) + ",\"header\":{}}");
        row("another header in front", row -> "{\"header\":{}," + row.substring(1));
        row("another field in the header", row -> row.replaceFirst("\\{\"answer\":", "{\"also\":\"x\",\"answer\":"));
        row(
                "a field of the header at another place",
                row -> row.replaceFirst("(\"answer\":\"[^\"]*\"),(\"at\":\"[^\"]*\")", "$2,$1"));
        row("a field of the header left out", row -> row.replaceFirst("\"caller\":\"[^\"]*\",", ""));
        row("a blank between fields", row -> row.replaceFirst(",\"hash\"", ", \"hash\""));
        row("something after the record", row -> row + "{}");
        row("a comment", row -> row.replaceFirst(",\"hash\"", "/**/,\"hash\""));
        row(
                "an escape that docket never writes",
                row -> row.replaceFirst("\"answer\":\"\\{", "\"answer\":\"\\\\u007b"));
        row("a number with a zero in front", row -> row.replaceFirst("\"sequence\":", "\"sequence\":0"));
        row("another sequence", row -> row.replaceFirst("\"sequence\":", "\"sequence\":9"));
        row("another stream", row -> row.replaceFirst("\"stream\":\"..", "\"stream\":\"00"));
        row("another disposition", row -> row.replaceFirst("\"disposition\":\"[A-Z]+", "\"disposition\":\"REJECT"));
        row("another predecessor", row -> row.replaceFirst("\"previous\":\"sha256:.", "\"previous\":\"sha256:f"));
        row("another bundle", row -> row.replaceFirst("\"bundleDigest\":\"sha256:..", "\"bundleDigest\":\"sha256:00"));
        row("another kind", row -> row.replaceFirst("\"kind\":\"DECISION\"", "\"kind\":\"OUTCOME\""));
        row("a kind that does not exist", row -> row.replaceFirst("\"kind\":\"DECISION\"", "\"kind\":\"NOTE\""));
        row(
                "another hash beside the header",
                row -> row.replaceFirst("\\},\"hash\":\"sha256:..", "},\"hash\":\"sha256:00"));
        row("another answer", row -> row.replaceFirst("\"answer\":\"\\{", "\"answer\":\"{ "));
        row("another request", row -> row.replaceFirst("\"request\":\"\\{", "\"request\":\"{ "));
        row("no answer", row -> row.replaceFirst(",\"answer\":\"\\{.*\",\"path\"", ",\"path\""));
        row("no request", row -> row.replaceFirst(",\"request\":\"\\{.*\",\"answer\":\"\\{", ",\"answer\":\"{"));
        row("neither request nor answer", row -> row.replaceFirst(",\"request\":\"\\{.*\",\"path\"", ",\"path\""));
        row("another step of the proof", row -> row.replaceFirst("\"path\":\\[\"sha256:..", "\"path\":[\"sha256:00"));
        row("a step of the proof left out", row -> row.replaceFirst("\"path\":\\[\"[^\"]*\",", "\"path\":["));
        row("a step more of the proof", row -> row.replaceFirst("\"path\":\\[(\"[^\"]*\",)", "\"path\":[$1$1"));
        row("no proof", row -> row.replaceFirst(",\"path\":.*", "}"));
        rows("a record left out", rows -> rows.remove(3));
        rows("a record twice", rows -> rows.add(rows.get(2)));
        rows("a record twice in a row", rows -> rows.add(2, rows.get(2)));
        rows("two records swapped", rows -> rows.add(1, rows.remove(2)));
        rows(
                "no outcome with another document",
                rows -> rows.replaceAll(row -> row.replaceFirst("\"outcome\":\"\\{", "\"outcome\":\"{ ")));
        work();
        rows("an empty line", rows -> rows.add(1, ""));
        rows("no record at all", List::clear);
        rows("the last record left out", List::removeLast);
    }

    private void work() {
        rows(
                "a note with other words",
                rows -> change(rows, row -> row.replaceFirst("\"work\":\"(.*)called", "\"work\":\"$1sacked")));
        rows("no note", rows -> change(rows, row -> row.replaceFirst(",\"work\":\"\\{.*\",\"path\"", ",\"path\"")));
        rows(
                "a note of somebody else",
                rows -> change(rows, row -> row.replaceFirst("(\"act\":.*\"caller\":\").", "$1x")));
        rows("a claim in place of a note", rows -> change(rows, row -> row.replace("\"NOTED\"", "\"CLAIMED\"")));
        rows("a holder in a note", rows -> change(rows, row -> row.replace("\"holder\":\"\"", "\"holder\":\"key:x\"")));
        rows("another number of a note", rows -> change(rows, row -> row.replace("\"number\":1", "\"number\":2")));
        rows(
                "a note of another decision",
                rows -> change(rows, row -> row.replaceFirst("(\"act\":.*\"decisionId\":\"d-.)", "$1x")));
        rows("a note left out", rows -> rows.remove(work(rows)));
        rows("the last note left out", rows -> {
            if (work(rows.reversed()) != 0) {
                throw new AssertionError("it is not the last record");
            }
            rows.removeLast();
        });
        signed(
                "more work in the statistics",
                text("statistics.json", text -> text.replaceFirst("\"work\":5", "\"work\":6")));
    }

    private static int work(List<String> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains("\"kind\":\"WORK\"")) {
                return i;
            }
        }
        throw new AssertionError("nobody did anything");
    }

    private static void change(List<String> rows, UnaryOperator<String> change) {
        int at = work(rows);
        String changed = change.apply(rows.get(at));
        if (changed.equals(rows.get(at))) {
            throw new AssertionError("the forgery changes nothing: " + changed);
        }
        rows.set(at, changed);
    }

    private void otherFiles() {
        signed(
                "a decision among the retirements",
                pack -> Files.writeString(
                        pack.resolve("retirements.ndjson"),
                        Files.readAllLines(pack.resolve(RECORDS)).getFirst() + "\n"));
        signed(
                "a retirement that nobody recorded",
                pack -> Files.writeString(
                        pack.resolve("retirements.ndjson"),
                        "{\"header\":{\"at\":\"2026-03-29T01:00:00Z\",\"before\":\"2026-03-29T01:00:00Z\",\"caller\":\"x\",\"kind\":\"RETIREMENT\",\"previous\":\"sha256:00\",\"sequence\":11,\"stream\":\"x\",\"upTo\":10},\"hash\":\"sha256:00\",\"path\":[]}\n"));
        signed(
                "more decisions in the statistics",
                text("statistics.json", text -> text.replaceFirst("\"decisions\":5", "\"decisions\":6")));
        signed(
                "another disposition in the statistics",
                text("statistics.json", text -> text.replaceFirst("\"HOLD\"", "\"HELD\"")));
        signed(
                "another field in the statistics",
                text("statistics.json", text -> text.replaceFirst("\\}$", ",\"also\":1}")));
        signed(
                "another period in the statistics",
                text(
                        "statistics.json",
                        text -> text.replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"2026-03-29T01:00:00Z\"")));
        signed("a checkpoint over more records", checkpoint(text -> text.replaceFirst("\n15\n", "\n16\n")));
        signed("a checkpoint without signature", checkpoint(text -> text.substring(0, text.indexOf("\n\n") + 2)));
        signed(
                "a second checkpoint of another name",
                pack -> Files.copy(checkpointOf(pack), pack.resolve("checkpoints/000000000000.txt")));
        signed("no checkpoint", pack -> Files.delete(checkpointOf(pack)));
        unsigned("another replay", text("replay.json", text -> text.replace("5", "6")));
        unsigned("another report of outcomes", text("outcomes.json", text -> text + " "));
        unsigned("another page", text("index.html", text -> text.replace("HOLD", "RELEASE")));
        unsigned("another verifier", text("Verify.java", text -> text + "\n"));
        unsigned("other keys", text("keys.txt", text -> text + "x+00000000+AAAA\n"));
    }

    private void bundles() {
        signed("another rule", pack -> append(bundleOf(pack).resolve("rules/credit.drl")));
        signed("a rule more", pack -> Files.writeString(bundleOf(pack).resolve("rules/more.drl"), "x"));
        signed("a rule less", pack -> Files.delete(bundleOf(pack).resolve("rules/credit.drl")));
        signed("other rules with a manifest of their own", pack -> {
            var bundle = bundleOf(pack);
            var rule = bundle.resolve("rules/credit.drl");
            var before = digestOf(rule);
            append(rule);
            replace(bundle.resolve("manifest"), text -> text.replace(before, digestOf(rule)));
        });
        signed("other parameters", pack -> append(bundleOf(pack).resolve("rules/parameters.yaml")));
        signed("another model", pack -> append(bundleOf(pack).resolve("models/priority/5/model.pb")));
        signed("another model with a manifest of its own", pack -> {
            var model = bundleOf(pack).resolve("models/priority/5");
            var before = hex(model.resolve("model.pb"));
            append(model.resolve("model.pb"));
            replace(model.resolve("manifest.sha256"), text -> text.replace(before, hex(model.resolve("model.pb"))));
        });
        signed(
                "another model called current",
                pack -> Files.writeString(bundleOf(pack).resolve("models/priority/current"), "3\n"));
        signed("no model called current", pack -> Files.delete(bundleOf(pack).resolve("models/priority/current")));
        signed("a second model", pack -> {
            var models = bundleOf(pack).resolve("models/priority");
            copy(models.resolve("5"), models.resolve("6"));
        });
        signed("another model card", pack -> append(bundleOf(pack).resolve("models/priority/5/MODEL_CARD.md")));
        signed(
                "another page of the model",
                pack -> append(bundleOf(pack).resolve("models/priority/5/model-card.html")));
        signed("no model card", pack -> Files.delete(bundleOf(pack).resolve("models/priority/5/MODEL_CARD.md")));
        signed(
                "a file beside the model's",
                pack -> Files.writeString(bundleOf(pack).resolve("models/priority/5/NOTES.md"), "x"));
        signed(
                "a file beside the bundle's",
                pack -> Files.writeString(bundleOf(pack).resolve("NOTES.md"), "x"));
        signed(
                "a result of a check beside the bundle",
                pack -> Files.writeString(
                        pack.resolve("bundles/" + bundleOf(pack).getFileName() + ".check.json"), "{}"));
        signed("no bundle", pack -> remove(bundleOf(pack)));
        signed("a bundle that decided nothing", pack -> {
            var other = pack.resolve("bundles/sha256-" + "0".repeat(64));
            copy(bundleOf(pack), other);
        });
    }

    // Whoever makes the pack has the journal's key, but not the one that the policy is signed with.
    private void cases() {
        signed("another case", pack -> append(caseOf(pack)));
        signed("another case with a list of its own", Forgeries::changeACase);
        signed("a case less", pack -> Files.delete(caseOf(pack)));
        signed("a case more", pack -> Files.writeString(caseOf(pack).resolveSibling("more.yaml"), "x"));
        signed("no cases", Forgeries::removeCases);
        signed("other cases without the bundle's signature", pack -> {
            changeACase(pack);
            Files.delete(bundleOf(pack).resolve("signature"));
        });
        signed("other cases that somebody else signed", pack -> {
            changeACase(pack);
            SigningKey.generate(pack.resolveSibling("stranger.pem"))
                    .sign(BundleFolder.at(bundleOf(pack)), "Ada", Instant.EPOCH);
            Files.delete(pack.resolveSibling("stranger.pem"));
            Files.delete(pack.resolveSibling("stranger.pub.pem"));
        });
        signed("a list of cases that names a rule with another digest", pack -> {
            var rule = bundleOf(pack).resolve("rules/credit.drl");
            append(rule);
            Files.writeString(
                    bundleOf(pack).resolve("manifest.cases"),
                    digestOf(rule) + "  rules/credit.drl\n",
                    StandardOpenOption.APPEND);
        });
        signed(
                "another author in the bundle's signature",
                signature(text -> text.replace("author: Ada", "author: Eve")));
        signed(
                "another day in the bundle's signature",
                signature(text -> text.replaceFirst("effective-from: 2", "effective-from: 1")));
        signed("a line more in the bundle's signature", signature(text -> text + "approved: yes\n"));
        signed(
                "the bundle's signature on another bundle",
                signature(text -> text.replaceFirst("bundle: sha256:..", "bundle: sha256:00")));
    }

    private static void changeACase(Path pack) throws IOException {
        var one = caseOf(pack);
        var before = digestOf(one);
        append(one);
        replace(bundleOf(pack).resolve("manifest.cases"), text -> text.replace(before, digestOf(one)));
    }

    private static void removeCases(Path pack) throws IOException {
        remove(bundleOf(pack).resolve("rules/cases"));
        Files.delete(bundleOf(pack).resolve("manifest.cases"));
    }

    private static Forgery signature(UnaryOperator<String> change) {
        return pack -> replace(bundleOf(pack).resolve("signature"), change);
    }

    private void snapshots() {
        signed("no reference snapshot", pack -> Files.delete(snapshotOf(pack)));
        signed("another reference snapshot", pack -> append(snapshotOf(pack)));
        signed("a reference snapshot under the name of its own digest", pack -> {
            var snapshot = snapshotOf(pack);
            append(snapshot);
            Files.move(snapshot, snapshot.resolveSibling("sha256-" + hex(snapshot) + ".json"));
        });
        signed("a reference snapshot that no record names", pack -> {
            var more = Files.writeString(pack.resolve("snapshots/more"), "{}");
            Files.move(more, more.resolveSibling("sha256-" + hex(more) + ".json"));
        });
        signed(
                "a file beside the reference snapshots",
                pack -> Files.writeString(pack.resolve("snapshots/notes.json"), "{}"));
    }

    private void manifest() {
        unlisted("a file that the manifest does not name", pack -> Files.writeString(pack.resolve("more.txt"), "x"));
        unlisted("a hidden file", pack -> Files.writeString(pack.resolve(".more"), "x"));
        unlisted(
                "a file that the manifest names and that is not there",
                pack -> Files.delete(pack.resolve("index.html")));
        signed("a file that does not belong into a pack", pack -> Files.writeString(pack.resolve("more.txt"), "x"));
        resigned(
                "a line of the manifest twice",
                text -> text + text.lines().toList().getLast() + "\n");
        resigned(
                "a manifest in another order",
                text -> String.join("\n", text.lines().sorted().toList()) + "\n");
        resigned("a manifest that leads out of the pack", text -> "0".repeat(64) + "  ../keys.txt\n" + text);
        resigned("a manifest that ends within a line", text -> text.substring(0, text.length() - 1));
        all.put("a manifest that somebody else signed", pack -> sign(pack, stranger()));
        all.put(
                "a checkpoint in place of the manifest's signature",
                pack -> Files.copy(
                        checkpointOf(pack), pack.resolve("manifest.sig"), StandardCopyOption.REPLACE_EXISTING));
        all.put("no signature of the manifest", pack -> Files.delete(pack.resolve("manifest.sig")));
    }

    private void row(String name, UnaryOperator<String> change) {
        rows(name, rows -> {
            var changed = change.apply(rows.getFirst());
            if (changed.equals(rows.getFirst())) {
                throw new AssertionError("the forgery changes nothing: " + name);
            }
            rows.set(0, changed);
        });
    }

    private interface Rows {
        void change(List<String> rows);
    }

    private void rows(String name, Rows change) {
        signed(name, pack -> {
            var rows = new ArrayList<>(Files.readAllLines(pack.resolve(RECORDS)));
            change.change(rows);
            Files.write(pack.resolve(RECORDS), rows);
        });
    }

    private void signed(String name, Forgery change) {
        all.put(name, pack -> {
            change.in(pack);
            sign(pack, signer);
        });
    }

    /** With a manifest made anew, but the signature of the true one. */
    private void unsigned(String name, Forgery change) {
        all.put(name, pack -> {
            change.in(pack);
            Files.writeString(pack.resolve("manifest.txt"), manifestOf(pack));
        });
    }

    private void unlisted(String name, Forgery change) {
        all.put(name, change);
    }

    private void resigned(String name, UnaryOperator<String> change) {
        all.put(name, pack -> {
            replace(pack.resolve("manifest.txt"), change);
            signManifest(pack, signer);
        });
    }

    private static Forgery text(String file, UnaryOperator<String> change) {
        return pack -> replace(pack.resolve(file), change);
    }

    private static Forgery checkpoint(UnaryOperator<String> change) {
        return pack -> replace(checkpointOf(pack), change);
    }

    private static void replace(Path file, UnaryOperator<String> change) throws IOException {
        var before = Files.readString(file);
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("the forgery changes nothing: " + file);
        }
        Files.writeString(file, after);
    }

    private static void append(Path file) throws IOException {
        Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
    }

    static Path checkpointOf(Path pack) throws IOException {
        try (var files = Files.list(pack.resolve("checkpoints"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Path snapshotOf(Path pack) throws IOException {
        try (var files = Files.list(pack.resolve("snapshots"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Path caseOf(Path pack) throws IOException {
        try (var files = Files.list(bundleOf(pack).resolve("rules/cases"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static Path bundleOf(Path pack) throws IOException {
        try (var files = Files.list(pack.resolve("bundles"))) {
            return files.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** Makes the manifest anew and signs it. */
    static void sign(Path pack, NoteSigner signer) throws IOException {
        Files.writeString(pack.resolve("manifest.txt"), manifestOf(pack));
        signManifest(pack, signer);
    }

    private static void signManifest(Path pack, NoteSigner signer) throws IOException {
        Files.writeString(
                pack.resolve("manifest.sig"),
                signer.sign("docket/evidence\n" + digestOf(pack.resolve("manifest.txt")) + "\n"));
    }

    private static String manifestOf(Path pack) throws IOException {
        try (var files = Files.walk(pack)) {
            var manifest = new StringBuilder();
            files.filter(Files::isRegularFile)
                    .map(file -> pack.relativize(file).toString())
                    .filter(name -> !name.startsWith("manifest."))
                    .sorted()
                    .forEach(name -> manifest.append(hex(pack.resolve(name)))
                            .append("  ")
                            .append(name)
                            .append('\n'));
            return manifest.toString();
        }
    }

    private static NoteSigner stranger() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new NoteSigner(pair.getPrivate(), new NoteVerifier("docket/000000000000", pair.getPublic()));
    }

    private static String digestOf(Path file) {
        try {
            return Digest.over(Files.readAllBytes(file)).text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(Path file) {
        return digestOf(file).substring("sha256:".length());
    }

    static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }

    static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
