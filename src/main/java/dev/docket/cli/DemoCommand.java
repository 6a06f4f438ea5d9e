package dev.docket.cli;

import dev.docket.cli.demo.Demo;
import dev.docket.cli.demo.DemoPlan;
import dev.docket.cli.demo.FreshFolder;
import dev.docket.cli.terminal.Screen;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start the service on a free port, send it orders over HTTP, and show what was decided and why.",
            "The journal is in target/demo-data, and starts empty each time."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every order was decided, and every decision is in the journal",
            "1:an order was refused, a decision is missing, or the service does not start",
            "2:wrong usage"
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "5000",
            description = "how many orders to send (default: ${DEFAULT-VALUE})")
    private int orders = 5000;

    @Option(
            names = "--data-sets",
            paramLabel = "DIR",
            description =
                    "folder with real orders; if it is missing, generated orders are sent (default: ../shared/data)")
    private Path dataSets = Path.of("..", "shared", "data");

    @Option(names = "--exit", description = "stop the service at the end, as it does when the output is not a terminal")
    private boolean exit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (orders <= 0) {
            throw new ParameterException(spec.commandLine(), "--orders must be at least 1.");
        }
        boolean stay = !exit
                && Screen.of(spec.commandLine().getOut(), "out", System.getenv())
                        .terminal();
        DemoPlan plan =
                new DemoPlan(orders, dataSets, Path.of("training", "mappings"), Path.of("target", "demo-data"), stay);
        try {
            FreshFolder.make(plan.data());
        } catch (IllegalStateException taken) {
            spec.commandLine().getErr().println("docket: " + taken.getMessage());
            return 1;
        }
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("docket.data.dir", plan.data().toString());
        // When the demo is interrupted, callers meet a closing server. Those errors are noise.
        System.setProperty("quarkus.log.category.\"io.netty\".level", "ERROR");
        StartFailure failure = new StartFailure();
        Quarkus.run(Demo.class, failure::tell, plan.arguments());
        return failure.exitCode();
    }
}
