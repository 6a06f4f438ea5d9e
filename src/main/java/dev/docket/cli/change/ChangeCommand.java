package dev.docket.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.change.Statement;
import dev.docket.change.Taken;
import dev.docket.cli.client.ServiceClient;
import dev.docket.cli.client.ServiceClient.CallFailedException;
import dev.docket.digest.Digest;
import dev.docket.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./docket change}. */
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description = {
            "Take a policy change from proposal to deciding, with the approval of somebody else than its author.",
            "Calls a running service with the API key in the environment variable DOCKET_KEY. Every step is recorded in its journal."
        },
        subcommands = CanaryCommand.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:it cannot be done; the message says why", "2:wrong usage"})
public final class ChangeCommand implements Runnable {
    private static final byte[] NO_BODY = new byte[0];

    @Option(
            names = "--service",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:DOCKET_URL:-http://127.0.0.1:8080}",
            description = "where the service is (default: DOCKET_URL, or http://127.0.0.1:8080)")
    private URI service = URI.create("http://127.0.0.1:8080");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: new, check, submit, approve, reject, withdraw, shadow, canary, promote, rollback, emergency, show or list.");
    }

    @Command(name = "new", description = "Propose what the service's rules and models hold now, or a kept bundle.")
    int create(
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why") String reason,
            @Option(names = "--ticket", paramLabel = "ID", description = "where it was asked for") @Nullable
                    String ticket,
            @Option(names = "--candidate", paramLabel = "DIGEST", description = "a bundle that the service kept")
                    @Nullable
                    String candidate) {
        return step(
                "",
                new JsonWriter()
                        .beginObject()
                        .field("reason", reason)
                        .field("ticket", ticket)
                        .field("candidate", candidate)
                        .endObject()
                        .bytes());
    }

    @Command(
            name = "check",
            description =
                    "Compare, check and replay the candidate anew. If its content is another one now, all approvals are void.")
    int check(
            @Parameters(paramLabel = "CHANGE") String id,
            @Option(names = "--candidate", paramLabel = "DIGEST", description = "a bundle that the service kept")
                    @Nullable
                    String candidate,
            @Option(
                            names = "--replay-hours",
                            paramLabel = "HOURS",
                            description = "how far back to replay recorded orders (default: 24)")
                    @Nullable
                    Integer hours) {
        int exitCode = step(
                "/" + id + "/check",
                new JsonWriter()
                        .beginObject()
                        .field("candidate", candidate)
                        .field("replayHours", hours)
                        .endObject()
                        .bytes());
        return exitCode == 0 ? printDossier(id) : exitCode;
    }

    @Command(name = "submit", description = "Put a checked change before its approvers.")
    int submit(@Parameters(paramLabel = "CHANGE") String id) {
        return step("/" + id + "/submit", NO_BODY);
    }

    @Command(
            name = "approve",
            description = {
                "Show a change, ask, then sign and send an approval: of exactly this candidate, dossier and submission.",
                "The private key stays here; rules/approvals.yaml names the public one."
            })
    int approve(
            @Parameters(paramLabel = "CHANGE") String id,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "FILE",
                            description = "your Ed25519 private key, as './docket bundle keygen' writes it")
                    Path keyFile,
            @Option(names = "--yes", description = "do not ask") boolean isAgreed) {
        return calling(client -> {
            JsonNode change = client.get("/v1/changes/" + id);
            byte[] seen = client.getBytes("/v1/changes/" + id + "/dossier");
            ChangeText.show(change).forEach(this::print);
            ChangeText.dossier(new ObjectMapper().readTree(seen)).forEach(this::print);
            if (!isAgreed && !isAgreedNow()) {
                throw new CallFailedException("Nothing was signed.");
            }
            String caller = client.get("/v1/caller").path("caller").asText();
            String by = Taken.subjectOf(caller).orElse(caller);
            // Over what was shown, whatever the service says its digest is.
            Statement statement = new Statement(
                    id,
                    ChangeText.text(change, "base"),
                    ChangeText.text(change, "candidate"),
                    Digest.over(seen).text(),
                    ChangeText.text(change, "submission"),
                    by);
            SigningKey key = SigningKey.read(keyFile);
            byte[] body = new JsonWriter()
                    .beginObject()
                    .field("candidate", statement.candidate())
                    .field("base", statement.base())
                    .field("dossier", statement.dossier())
                    .field("submission", statement.submission())
                    .field("key", key.publicKey())
                    .field("signature", key.sign(statement.text()))
                    .endObject()
                    .bytes();
            print(ChangeText.state(client.post("/v1/changes/" + id + "/approve", body)));
        });
    }

    private boolean isAgreedNow() throws IOException {
        print("Approve exactly this? Type yes:");
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return "yes".equals(answers.readLine());
    }

    @Command(name = "reject", description = "Send a submitted change back to its author.")
    int reject(
            @Parameters(paramLabel = "CHANGE") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why") String reason) {
        return step("/" + id + "/reject", reason(reason));
    }

    @Command(name = "withdraw", description = "Give a change up.")
    int withdraw(
            @Parameters(paramLabel = "CHANGE") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why") String reason) {
        return step("/" + id + "/withdraw", reason(reason));
    }

    @Command(
            name = "shadow",
            description = {
                "Show what a candidate would have decided otherwise, while it decides each new record again without effect.",
                "--begin begins, --end ends it and records what it saw; a check after that shows it to the approvers."
            })
    int shadow(
            @Parameters(paramLabel = "CHANGE") String id,
            @Option(names = "--begin", description = "begin with nothing counted") boolean isBegin,
            @Option(names = "--from", paramLabel = "TIME", description = "with --begin: count records from there on")
                    @Nullable
                    Instant from,
            @Option(names = "--end", description = "end it") boolean isEnd) {
        if (isBegin) {
            return step(
                    "/" + id + "/shadow",
                    new JsonWriter()
                            .beginObject()
                            .field("from", from)
                            .endObject()
                            .bytes());
        }
        int exitCode = isEnd ? step("/" + id + "/shadow/end", NO_BODY) : 0;
        return exitCode == 0
                ? calling(client -> ShadowText.lines(client.get("/v1/changes/" + id + "/shadow"))
                        .forEach(this::print))
                : exitCode;
    }

    @Command(name = "promote", description = "Let an approved change decide.")
    int promote(@Parameters(paramLabel = "CHANGE") String id) {
        return step("/" + id + "/promote", NO_BODY);
    }

    @Command(
            name = "rollback",
            description = "Let the policy decide again that was approved before, or that an emergency replaced.")
    int rollBack(@Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why") String reason) {
        return step("/rollback", reason(reason));
    }

    @Command(
            name = "emergency",
            description = {
                "Let what the service's rules and models hold decide without approval, for a time.",
                "Every answer and record says so until it ends; the auditor's report lists them."
            })
    int emergency(
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why") String reason,
            @Option(
                            names = "--for",
                            required = true,
                            paramLabel = "DURATION",
                            description = "such as PT4H, at most PT72H; then the approved policy decides again")
                    Duration lasting,
            @Option(names = "--candidate", paramLabel = "DIGEST", description = "a bundle that the service kept")
                    @Nullable
                    String candidate) {
        return step(
                "/emergency",
                new JsonWriter()
                        .beginObject()
                        .field("reason", reason)
                        .field("minutes", lasting.toMinutes())
                        .field("candidate", candidate)
                        .endObject()
                        .bytes());
    }

    @Command(name = "show", description = "Show a change and its dossier.")
    int show(@Parameters(paramLabel = "CHANGE") String id) {
        return calling(client -> {
            JsonNode change = client.get("/v1/changes/" + id);
            ChangeText.show(change).forEach(this::print);
            if (change.has("dossier")) {
                ChangeText.dossier(client.get("/v1/changes/" + id + "/dossier")).forEach(this::print);
            }
        });
    }

    @Command(name = "list", description = "List all changes, the latest step first.")
    int list() {
        return calling(client -> ChangeText.list(client.get("/v1/changes")).forEach(this::print));
    }

    private int printDossier(String id) {
        return calling(client ->
                ChangeText.dossier(client.get("/v1/changes/" + id + "/dossier")).forEach(this::print));
    }

    private static byte[] reason(String reason) {
        return new JsonWriter()
                .beginObject()
                .field("reason", reason)
                .endObject()
                .bytes();
    }

    private int step(String path, byte[] body) {
        return calling(client -> print(ChangeText.state(client.post("/v1/changes" + path, body))));
    }

    interface Calls {
        void with(ServiceClient client) throws CallFailedException, IOException;
    }

    int calling(Calls calls) {
        String key = System.getenv(ServiceClient.KEY);
        try {
            calls.with(new ServiceClient(service, key == null ? "" : key));
            return 0;
        } catch (CallFailedException | BundleException | IOException failed) {
            spec.commandLine().getErr().println("docket: " + failed.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
