package dev.docket.cli;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.signature.SignedStatement;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.json.JsonWriter;
import dev.docket.service.bundle.BundleWorkshop;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket bundle …}: rules, parameters, taxonomy and model as one unit. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description =
                "Build, sign, verify, compare and show bundles: rules, parameters, taxonomy and model as one unit.",
        footer = {"", "Exit codes: 0 success, 1 the bundle cannot be used or trusted, 2 wrong usage."})
public final class BundleCommand implements Runnable {
    private static final String BUNDLE_HELP = "a folder written by 'bundle build', or one with rules/ and models/";

    private final BundleWorkshop workshop = new BundleWorkshop(Clock.systemUTC());

    /** A bundle, and whose signature of it is trusted. */
    static final class SignedBundle {
        @Parameters(paramLabel = "BUNDLE", description = BUNDLE_HELP)
        private Path folder = Path.of("");

        @Option(names = "--trusted-keys", paramLabel = "PATH", description = "a public key (PEM), or a folder of them")
        @Nullable
        private Path keys;

        private TrustedKeys trusted() {
            return keys == null ? TrustedKeys.NONE : TrustedKeys.read(keys);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: build, sign, verify, diff, show or keygen.");
    }

    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Compile the rules and write the bundle to a new folder.")
    int build(
            @Option(
                            names = "--rules",
                            paramLabel = "DIR",
                            defaultValue = "rules",
                            description = "folder of rules and parameters (default: ${DEFAULT-VALUE})")
                    Path rules,
            @Option(
                            names = "--models",
                            paramLabel = "DIR",
                            defaultValue = "models",
                            description = "folder of trained models, or none (default: ${DEFAULT-VALUE})")
                    Path models,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "DIR",
                            required = true,
                            description = "the folder to write; it must not exist")
                    Path output) {
        return answer(() -> {
            @Nullable Path wanted = models.equals(Path.of("none")) ? null : models;
            workshop.unread(rules).forEach(this::warn);
            say("built %s in %s"
                    .formatted(BundleText.name(workshop.build(BundleFolder.of(rules, wanted), output)), output));
            return true;
        });
    }

    @Command(name = "keygen", mixinStandardHelpOptions = true, description = "Generate an Ed25519 key pair.")
    int keygen(
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            required = true,
                            description =
                                    "the private key (PKCS#8, PEM); the public key is written next to it as .pub.pem")
                    Path output) {
        return answer(() -> {
            say("key %s: keep %s secret, add %s to docket.bundle.trusted-keys"
                    .formatted(workshop.generateKey(output), output, SigningKey.publicFile(output)));
            return true;
        });
    }

    @Command(name = "sign", mixinStandardHelpOptions = true, description = "Sign a bundle.")
    int sign(
            @Parameters(paramLabel = "BUNDLE", description = "a folder written by 'bundle build'") Path bundle,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            required = true,
                            description = "the private key (PKCS#8, PEM)")
                    Path key,
            @Option(
                            names = "--author",
                            paramLabel = "NAME",
                            required = true,
                            description = "who answers for the policy")
                    String author,
            @Option(
                            names = "--effective-from",
                            paramLabel = "INSTANT",
                            description = "when it may start to decide, such as 2026-03-02T00:00:00Z (default: now)")
                    @Nullable
                    String effectiveFrom) {
        Instant from = effectiveFrom == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : instant(effectiveFrom);
        return answer(() -> {
            SignedStatement statement = workshop.sign(bundle, key, author, from);
            say("signed %s by %s with %s, effective from %s"
                    .formatted(statement.digest(), statement.author(), statement.keyId(), statement.effectiveFrom()));
            return true;
        });
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check a bundle's signature. The exit code is 0 only if it is trusted.")
    int verify(@Mixin SignedBundle bundle) {
        return answer(() -> {
            BundleWorkshop.Verified verified = workshop.verify(bundle.folder, bundle.trusted());
            BundleText.of(verified).forEach(this::say);
            return verified.isTrusted();
        });
    }

    @Command(name = "diff", mixinStandardHelpOptions = true, description = "Show how two bundles differ, as policy.")
    int diff(
            @Parameters(paramLabel = "BEFORE", description = BUNDLE_HELP) Path before,
            @Parameters(paramLabel = "AFTER", description = BUNDLE_HELP) Path after,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "text",
                            description = "text or json (default: ${DEFAULT-VALUE})")
                    String format) {
        boolean isJson = format.equals("json");
        if (!isJson && !format.equals("text")) {
            throw new ParameterException(spec.commandLine(), "--format must be text or json, not " + format);
        }
        return answer(() -> {
            BundleWorkshop.Difference difference = workshop.compare(before, after);
            if (isJson) {
                say(new String(new JsonWriter().value(difference).bytes(), StandardCharsets.UTF_8));
            } else {
                BundleText.of(difference).forEach(this::say);
            }
            return true;
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Compile a bundle and list its contents.")
    int show(@Mixin SignedBundle bundle) {
        return answer(() -> {
            BundleText.of(workshop.describe(bundle.folder, bundle.trusted())).forEach(this::say);
            return true;
        });
    }

    private Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--effective-from must be an instant such as 2026-03-02T00:00:00Z, not " + text);
        }
    }

    private int answer(Supplier<Boolean> work) {
        try {
            return work.get() ? 0 : 1;
        } catch (BundleException | IllegalArgumentException unusable) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(unusable.getMessage());
            err.flush();
            return 1;
        }
    }

    private void warn(String line) {
        spec.commandLine().getErr().println("warning: " + line);
        spec.commandLine().getErr().flush();
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
