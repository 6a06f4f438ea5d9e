package dev.docket.app.config;

import dev.docket.bundle.signature.VerifyPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All of Docket's own settings. A name below {@code docket.} that is not here stops the start. */
@ConfigMapping(prefix = Settings.PREFIX)
public interface Settings {
    String PREFIX = "docket";

    DataFolder data();

    Rules rules();

    Models models();

    BundleSettings bundle();

    Change change();

    Journal journal();

    Privacy privacy();

    Access access();

    Caller caller();

    Http http();

    Limits limits();

    Stop stop();

    Stream stream();

    Traces traces();

    WarmUp warmUp();

    Bench bench();

    /** By name: small letters, digits and hyphens. */
    Map<String, WebhookSettings> webhooks();

    /** By name: small letters, digits and hyphens. */
    Map<String, TopicSettings> topics();

    /** Where the service keeps what it must not lose. */
    interface DataFolder {
        @Meaning("The folder of the journal, its key and the kept bundles.")
        @WithDefault("data")
        Path dir();
    }

    /** Where policy is read. */
    interface Rules {
        @Meaning("The folder of rules, parameters, taxonomy and cases.")
        @WithDefault("${DOCKET_HOME:.}/rules")
        Path dir();
    }

    /** Where models are read. */
    interface Models {
        @Meaning("The folder of trained models, or `none` to decide without a classifier.")
        @WithDefault("${DOCKET_HOME:.}/models")
        String dir();

        @Meaning(
                "How often to renew what the model holds for usual (typical orders, late rates) from the journal, in minutes; 0 is"
                        + " never ([more](learning.md)).")
        @WithDefault("60")
        @Min(0)
        @Max(10_080)
        int renewMinutes();
    }

    /** How a bundle comes to decide. */
    interface BundleSettings {
        @Meaning("A bundle written by `./docket bundle build`, instead of the folders of rules and models.")
        Optional<Path> dir();

        @Meaning("Signatures: `off`, `warn` (an untrusted bundle may decide, with a warning) or `require`.")
        @WithDefault("warn")
        VerifyPolicy verify();

        @Meaning("The trusted public key (PEM), or a folder of them.")
        Optional<Path> trustedKeys();

        @Meaning("Whether changes in the folders are activated as they are saved.")
        @WithDefault("false")
        boolean watch();

        @Meaning("Editors save in several steps: the folders are read once nothing has changed for this long.")
        @WithDefault("250")
        @Min(1)
        @Max(60_000)
        int watchQuietMillis();
    }

    /** Who must agree to a policy. */
    interface Change {
        @Meaning("Whether only a policy decides that somebody else than its author approved ([more](changes.md)).")
        @WithDefault("false")
        boolean required();
    }

    /** What {@code docket.journal.store} may say. */
    enum Store {
        SQLITE,
        POSTGRESQL
    }

    /** What {@code docket.journal.when-unavailable} may say. */
    enum WhenUnavailable {
        FAIL_CLOSED,
        SPOOL
    }

    /** Where decisions are recorded. */
    interface Journal {
        @Meaning("`sqlite` (a file in the data folder) or `postgresql` (a database that services share).")
        @WithDefault("sqlite")
        Store store();

        @Meaning("The database, such as `jdbc:postgresql://host:5432/docket?sslmode=verify-full`.")
        Optional<String> url();

        @Meaning("The database user.")
        Optional<String> user();

        @Meaning(value = "The user's password. Better set it in the environment.", isSecret = true)
        Optional<String> password();

        @Meaning(
                "An Ed25519 key as PEM that all services of a database sign with. Each then writes whichever stream nobody writes now, and"
                        + " nothing in its data folder has to survive ([more](operations/shared-journal.md#disposable-nodes)).")
        Optional<Path> keyFile();

        @Meaning(
                "While the journal cannot be written: `fail-closed` (503, nothing is decided) or `spool` (decisions wait, durable,"
                        + " in the data folder, and are recorded in order once the journal is back).")
        @WithDefault("fail-closed")
        WhenUnavailable whenUnavailable();

        @Meaning("How often to sign a log checkpoint, in seconds.")
        @WithDefault("60")
        @Min(1)
        @Max(86_400)
        int checkpointSeconds();

        @Meaning(
                "After how many days requests and answers are deleted, with a record of the deletion ([more](audit.md#retention));"
                        + " 0 keeps them.")
        @WithDefault("0")
        @Min(0)
        @Max(36_500)
        int retainDays();
    }

    /** What is not stored. */
    interface Privacy {
        @Meaning(
                "Request paths whose values are not stored, such as `$.shipTo.name,$.order.lines[*].itemId`. Salted commitments"
                        + " replace them ([more](privacy.md)).")
        Optional<List<String>> mask();

        @Meaning(
                "The file with the secret for the salts. Services that share a journal need the same one; keep it after you stop"
                        + " masking, because it recognises earlier requests.")
        Optional<Path> keyFile();
    }

    /** What {@code docket.access.authentication} may say. */
    enum Authentication {
        OFF,
        REQUIRED
    }

    /** Who may call. */
    interface Access {
        @Meaning(
                "`required`: callers need an API key, or a token of the identity provider. `off`: whoever reaches the service may decide, read and replay; the service"
                        + " then listens on loopback addresses only ([more](access.md)).")
        @WithDefault("off")
        Authentication authentication();

        @Meaning("Whether `/q/metrics` answers callers without credentials.")
        @WithDefault("false")
        boolean openMetrics();

        @Meaning(
                "How long the last known API keys let callers in while the shared database, which has them, cannot be read. A key that"
                        + " is revoked meanwhile works until then.")
        @WithDefault("2")
        @Min(2)
        @Max(86_400)
        int lastKnownSeconds();

        Oidc oidc();
    }

    /** Which identity provider is believed. */
    interface Oidc {
        @Meaning(
                "The OpenID Connect provider whose tokens are believed, by its issuer URL ([more](access.md#identity-provider)). Without it,"
                        + " no token is.")
        Optional<String> issuer();

        @Meaning("By which name the provider knows this service: access tokens must be meant for it (`aud`).")
        Optional<String> audience();

        @Meaning("Where a token has roles or groups; parts are joined by `/`, such as `realm_access/roles`.")
        @WithDefault("roles")
        String roleClaim();

        @Meaning("What these mean here, such as `order-systems=DECIDE,auditors=AUDIT`. Others give no role.")
        Optional<List<String>> roles();

        @Meaning("Where a token has a name to show and record beside its subject.")
        @WithDefault("preferred_username")
        String nameClaim();

        @Meaning("The client by which people log in with a browser; not the audience. Without it, nobody can.")
        Optional<String> loginClient();

        @Meaning(
                value = "The client's secret, the same on every node. Better set it in the environment.",
                isSecret = true)
        Optional<String> loginSecret();

        @Meaning("Where browsers reach `/v1/login`, as registered with the provider.")
        Optional<String> loginUrl();
    }

    /** Who is recorded as the caller. */
    interface Caller {
        @Meaning(
                "The header in which a trusted proxy names the caller, where authentication is off. Without it, records say `anonymous`.")
        Optional<String> header();
    }

    /** What {@code docket.http.client-certificates} may say. */
    enum ClientCertificates {
        OFF,
        REQUIRED
    }

    /** For whom the service answers. */
    interface Http {
        @Meaning(
                "`required`: only clients with a certificate that the trust store vouches for can connect, over TLS alone. Who calls is"
                        + " still what the key says ([more](access.md#tls)).")
        @WithDefault("off")
        ClientCertificates clientCertificates();

        @Meaning(
                "Whether browsers reach the service through a proxy that speaks TLS with them: session cookies then travel by `https` only,"
                        + " and answers have `Strict-Transport-Security` ([more](access.md#tls)).")
        @WithDefault("false")
        boolean tlsInFront();

        @Meaning(
                "Whether HTTP/2 is spoken without TLS, too: for a proxy that begins with it (prior knowledge). Leave it off where callers"
                        + " upgrade from HTTP/1.1, as Java's client does: the server may then leave a request unanswered. Over TLS,"
                        + " HTTP/2 is always on.")
        @WithDefault("false")
        boolean clearTextHttp2();

        @Meaning(
                "Host names of this service besides `localhost` and its addresses. Requests for other names are refused, to prevent DNS"
                        + " rebinding.")
        Optional<Set<String>> allowedHosts();

        @Meaning("Sites whose pages may call this service, such as `https://desk.example.com`. Others are refused.")
        Optional<Set<String>> allowedOrigins();
    }

    /** How much one caller may ask. */
    interface Limits {
        @Meaning("The largest request body, and the largest line of a batch, in bytes.")
        @WithDefault("16777216")
        @Min(1_024)
        @Max(16_777_216)
        int bodyBytes();

        @Meaning("How many connections one address may have open at once.")
        @WithDefault("500")
        @Min(1)
        @Max(100_000)
        int connectionsPerAddress();

        @Meaning("How many decisions and dry runs one caller may ask for in a second; 0 is no limit.")
        @WithDefault("0")
        @Min(0)
        @Max(1_000_000)
        int decisionsPerSecond();

        @Meaning("How many batches and exports one caller may begin in a second; 0 is no limit.")
        @WithDefault("20")
        @Min(0)
        @Max(1_000_000)
        int streamsPerSecond();

        @Meaning("How often one caller may search, read, replay or activate in a second; 0 is no limit.")
        @WithDefault("200")
        @Min(0)
        @Max(1_000_000)
        int readsPerSecond();

        @Meaning("How often one caller may ask for health, metrics or the contract in a second; 0 is no limit.")
        @WithDefault("50")
        @Min(0)
        @Max(1_000_000)
        int healthPerSecond();
    }

    /** What orders come by. */
    interface Stream {
        @Meaning(
                "The topics of Kafka that orders come from ([more](stream.md)), such as `orders,edi=x12-850`; after the `=` stands"
                        + " the mapping by which documents are read. Without any, nothing is consumed.")
        Optional<List<String>> in();

        @Meaning("Where Kafka is, such as `kafka1:9092,kafka2:9092`.")
        @WithDefault("localhost:9092")
        String servers();

        @Meaning("The group of consumers: the services that share the topics have the same.")
        @WithDefault("docket")
        String group();

        @Meaning("The topic that records go to which cannot be decided. It must be there.")
        @WithDefault("docket-dead-letters")
        String deadLetters();

        @Meaning(
                "Where a group that is new begins: at the `beginning` of the topics, or with what comes from `now` on.")
        @WithDefault("beginning")
        From from();

        @Meaning(
                "A file of properties for Kafka's clients, such as `security.protocol` and `sasl.jaas.config`. It has secrets: only the"
                        + " service should be able to read it.")
        Optional<Path> properties();
    }

    /** Where spans go. */
    interface Traces {
        @Meaning("The collector to which traces are sent, by OTLP over HTTP in JSON, such as"
                + " `http://localhost:4318/v1/traces` ([more](operations/monitoring.md)). Without it, none are made.")
        Optional<@Pattern(regexp = "https?://[^\\s/]\\S*") String> endpoint();

        @Meaning(
                "Of requests without `traceparent`, how many are traced, in percent. Others are traced if their callers are.")
        @WithDefault("10")
        @Min(0)
        @Max(100)
        int percent();
    }

    /** How the service leaves after SIGTERM. */
    interface Stop {
        @Meaning(
                "After SIGTERM, how many seconds to go on answering while readiness is down, so that load balancers send their"
                        + " requests elsewhere. Set it to the time in which yours notices.")
        @WithDefault("0")
        @Min(0)
        @Max(600)
        int delaySeconds();

        @Meaning("How many seconds requests and streams in progress may take after that, before they are cut off.")
        @WithDefault("20")
        @Min(0)
        @Max(3_600)
        int limitSeconds();
    }

    /** How the service gets warm. */
    interface WarmUp {
        @Meaning("How many decisions to make once the service is ready, unrecorded, so that callers soon find it warm.")
        @WithDefault("4000")
        @Min(0)
        @Max(1_000_000)
        int decisions();
    }

    /** Where what is new begins. */
    enum From {
        NOW,
        BEGINNING
    }

    /** Somebody who is sent what is recorded. */
    interface WebhookSettings {
        @Meaning(
                value =
                        "Where events are sent, such as `https://erp.example.com/hooks/docket` ([more](webhooks.md)). NAME is yours:"
                                + " small letters, digits and hyphens.",
                isSecret = true)
        String url();

        @Meaning(
                "The file with the secret that signs them, `whsec_…`; two lines while receivers change from one to the other.")
        Path secretFile();

        @Meaning("Only records of these kinds, as in the [feed](feed.md#filters), such as `[DECISION, OUTCOME]`.")
        Optional<List<String>> kind();

        @Meaning("Only decisions with one of these dispositions.")
        Optional<List<String>> disposition();

        @Meaning("Only decisions for one of these queues.")
        Optional<List<String>> queue();

        @Meaning("Only decisions with one of these exception codes.")
        Optional<List<String>> code();

        @Meaning("Where a new one begins: with what is recorded from `now` on, or at the `beginning` of the journal.")
        @WithDefault("now")
        From from();

        @Meaning("Whether the receiver may be on this machine or in a private network, and then without TLS.")
        @WithDefault("false")
        boolean allowPrivate();

        @Meaning("How often an event is tried before it goes to the dead list. Twelve times take about a day.")
        @WithDefault("12")
        @Min(1)
        @Max(100)
        int attempts();

        @Meaning("The certificates (PEM) that may vouch for the receiver, instead of those that Java trusts.")
        Optional<Path> authorities();
    }

    interface TopicSettings {
        @Meaning(
                "The topic of Kafka that records are published to, at `docket.stream.servers` ([more](stream.md#out)). NAME is yours, and"
                        + " the place is kept under it.")
        String topic();

        @Meaning("Only records of these kinds, as in the [feed](feed.md#filters), such as `[DECISION, OUTCOME]`.")
        Optional<List<String>> kind();

        @Meaning("Only decisions with one of these dispositions.")
        Optional<List<String>> disposition();

        @Meaning("Only decisions for one of these queues.")
        Optional<List<String>> queue();

        @Meaning("Only decisions with one of these exception codes.")
        Optional<List<String>> code();

        @Meaning("Where a new one begins: at the `beginning` of the journal, or with what is recorded from `now` on.")
        @WithDefault("beginning")
        From from();
    }

    /** What only benchmarks need. */
    interface Bench {
        @Meaning("Whether `POST /bench/echo`, the yardstick of the benchmarks, answers.")
        @WithDefault("false")
        boolean echo();
    }
}
