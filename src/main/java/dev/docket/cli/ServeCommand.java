package dev.docket.cli;

import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the service. Prints one line with its URL when it is ready.")
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", description = "TCP port, 0 for any free one (default: 8080)")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address to listen on (default: 127.0.0.1, this machine only)")
    private @Nullable String host;

    @Option(names = "--data", paramLabel = "DIR", description = "folder of the journal (default: data)")
    private @Nullable Path data;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "PostgreSQL database to record in, such as jdbc:postgresql://host/docket; DOCKET_JOURNAL_USER and"
                            + " DOCKET_JOURNAL_PASSWORD are its credentials (default: a file in the data folder)")
    private @Nullable String store;

    @Option(names = "--rules", paramLabel = "DIR", description = "folder of rules and parameters (default: rules)")
    private @Nullable Path rules;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "folder of trained models, or none to decide without a classifier (default: models)")
    private @Nullable Path models;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "folder written by 'bundle build', instead of --rules and --models")
    private @Nullable Path bundle;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "configuration in YAML (default: docket.yaml beside the launcher, if there is one)")
    private @Nullable Path config;

    @Option(names = "--watch", description = "activate changes to rules and models as they are saved")
    private boolean watch;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    private final Supplier<List<String>> configurationProblems;

    /** @param configurationProblems what stops the start, once the options are known */
    public ServeCommand(Supplier<List<String>> configurationProblems) {
        this.configurationProblems = configurationProblems;
    }

    @Override
    public Integer call() {
        configure("quarkus.http.port", port);
        configure("quarkus.http.host", host);
        configure("docket.data.dir", data);
        configure("docket.journal.store", store == null ? null : "postgresql");
        configure("docket.journal.url", store);
        configure("docket.rules.dir", rules);
        configure("docket.models.dir", models);
        configure("docket.bundle.dir", bundle);
        configure("docket.bundle.watch", watch ? true : null);
        configure("docket-config", config);
        List<String> problems = configurationProblems.get();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> spec.commandLine().getErr().println("docket: " + problem));
            spec.commandLine()
                    .getErr()
                    .println("'./docket config' lists all settings; docs/configuration.md explains them.");
            return 1;
        }
        StartFailure failure = new StartFailure();
        Quarkus.run(Announcement.class, failure::print);
        return failure.exitCode();
    }

    /** A command-line option overrides every other configuration source. */
    private static void configure(String name, @Nullable Object value) {
        if (value != null) {
            System.setProperty(name, value.toString());
        }
    }
}
