package dev.docket.cli.keys;

import dev.docket.access.key.KeyException;
import dev.docket.access.key.KeyStore;
import dev.docket.access.key.Keys;
import dev.docket.access.key.KeysUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./docket keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Make, list, replace and revoke the API keys of a service, or of all services that share a database.",
            "Reads the same configuration as 'serve'. Running services follow within two seconds."
        },
        subcommands = {CreateCommand.class, ListCommand.class, RotateCommand.class, RevokeCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:it cannot be done; the message says why", "2:wrong usage"})
public final class KeysCommand implements Runnable {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "data folder of the service (default: docket.data.dir, or data)")
    private @Nullable Path data;

    @Option(
            names = "--store",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "the database that services share, such as jdbc:postgresql://host/docket; DOCKET_JOURNAL_USER and"
                            + " DOCKET_JOURNAL_PASSWORD are its credentials (default: as configured)")
    private @Nullable String store;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "configuration in YAML (default: docket.yaml beside the launcher, if there is one)")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Supplier<Place> place;

    /** Where keys are. */
    public interface Place {
        KeyStore store();

        /** For how long a service that cannot read them goes on with those it knows. */
        Duration lastKnown();
    }

    /** @param place reads the configuration, once the options are known */
    public KeysCommand(Supplier<Place> place) {
        this.place = place;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: create, list, rotate or revoke.");
    }

    /** Where the options and the configuration say. */
    Place place() {
        configure("docket.data.dir", data);
        configure("docket.journal.store", store == null ? null : "postgresql");
        configure("docket.journal.url", store);
        configure("docket-config", config);
        return place.get();
    }

    /** Does something with the keys; what cannot be done is printed. */
    int with(Place where, Consumer<Keys> work) {
        try {
            work.accept(new Keys(where.store(), Clock.systemUTC(), new SecureRandom()));
            return 0;
        } catch (KeyException | KeysUnavailableException failed) {
            say(List.of("docket: " + failed.getMessage()));
            return 1;
        }
    }

    /** Prints messages for the person at the terminal, apart from the result. */
    void say(List<String> lines) {
        lines.forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }

    /** Prints a result. */
    void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static void configure(String name, @Nullable Object value) {
        if (value != null) {
            System.setProperty(name, value.toString());
        }
    }
}
