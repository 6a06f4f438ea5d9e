package dev.docket.change;

import dev.docket.bundle.signature.SigningKey;
import dev.docket.digest.Digest;
import dev.docket.json.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes steps, honest ones unless told otherwise, and folds them. */
final class Steps {
    static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    static final String FIRST = digest("first policy");
    static final String SECOND = digest("second policy");
    static final String EVIL = digest("evil policy");
    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private final List<Taken> taken = new ArrayList<>();
    private final List<PolicyLog.Result> results = new ArrayList<>();
    private PolicyLog log = PolicyLog.EMPTY;

    static String digest(String text) {
        return Digest.over(text.getBytes(StandardCharsets.UTF_8)).text();
    }

    /** The same key for the same name. */
    static SigningKey key(String name) {
        return KEYS.computeIfAbsent(name, first -> {
            try {
                return SigningKey.generate(
                        Files.createTempDirectory("docket-keys").resolve(first + ".pem"));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    static Dossier dossier(int problems, String... needs) {
        return new Dossier(
                List.of(new Dossier.Change("PARAMETER_CHANGED", "past-due-days", "past-due-days 30 → 31")),
                0,
                new Dossier.Check(2, 2, problems, List.of(), 0),
                new Dossier.Replay(
                        AT.minusSeconds(60),
                        AT,
                        10,
                        1,
                        List.of(new Dossier.Flip("HOLD", "RELEASE", "EUR", 1, new BigDecimal("120.50"))),
                        List.of(),
                        List.of()),
                List.of(needs).stream()
                        .map(role -> new Dossier.Need(role, List.of("any")))
                        .toList(),
                List.of(person("ada", "policy"), person("bob", "policy"), person("carl", "compliance")),
                digest("approvals"),
                null,
                null,
                null);
    }

    private static Dossier.Person person(String name, String role) {
        return new Dossier.Person("key:" + name, key(name).publicKey(), List.of(role));
    }

    PolicyLog log() {
        return log;
    }

    List<PolicyLog.Result> results() {
        return results;
    }

    Taken last() {
        return taken.getLast();
    }

    Change change(String id) {
        return Objects.requireNonNull(log.changes().get(id));
    }

    /** A step by who it says it is by. */
    Steps take(String changeId, Step step) {
        return take(
                changeId,
                step,
                step.by().equals(Step.GUARD) ? Step.GUARD : step.by() + "/KEY1",
                AT.plusSeconds(taken.size()));
    }

    Steps take(String changeId, Step step, String caller, Instant at) {
        Digest document = Digest.over(CanonicalJson.of((Record) step));
        long number = log.number() + 1;
        Digest record = Digest.over((number + changeId + document + at).getBytes(StandardCharsets.UTF_8));
        return raw(new Taken(number, log.last(), record, changeId, at, caller, document, step));
    }

    Steps raw(Taken step) {
        taken.add(step);
        PolicyLog.Result result = log.after(step);
        results.add(result);
        log = result.log();
        return this;
    }

    Steps proposed(String id, String by, String candidate) {
        return take(id, new Step.Proposed("key:" + by, candidate, "because", null));
    }

    Steps checked(String id, String by, String candidate, String... needs) {
        return take(id, new Step.Checked("key:" + by, candidate, log.base(), dossier(0, needs)));
    }

    Steps submitted(String id, String by) {
        Change change = change(id);
        return take(id, new Step.Submitted("key:" + by, change.candidate(), change.base(), seen(change)));
    }

    static String seen(Change change) {
        Change.@Nullable Seen seen = change.checked();
        return seen == null ? "" : seen.digest();
    }

    /** What somebody would sign now. */
    Statement statement(String id, String by) {
        Change change = change(id);
        return new Statement(
                id, change.base(), change.candidate(), seen(change), String.valueOf(change.submission()), "key:" + by);
    }

    static Step.Approved approval(Statement statement, String keyOf) {
        return new Step.Approved(
                statement.by(),
                statement.candidate(),
                statement.base(),
                statement.dossier(),
                statement.submission(),
                key(keyOf).publicKey(),
                key(keyOf).sign(statement.text()));
    }

    Steps approved(String id, String by) {
        return take(id, approval(statement(id, by), by));
    }

    Steps promoted(String id) {
        return take(id, new Step.Promoted("key:ops", change(id).candidate(), log.base()));
    }

    /** A first policy that went the whole way, proposed by Ada and approved by Bob. */
    static Steps withFirstPolicy() {
        return new Steps()
                .proposed("c-1", "ada", FIRST)
                .checked("c-1", "ada", FIRST, "policy")
                .submitted("c-1", "ada")
                .approved("c-1", "bob")
                .promoted("c-1");
    }

    /** The same with a second one, before its approvers. */
    static Steps withSubmittedChange(String... needs) {
        return withFirstPolicy()
                .proposed("c-2", "ada", SECOND)
                .checked("c-2", "ada", SECOND, needs)
                .submitted("c-2", "ada");
    }
}
