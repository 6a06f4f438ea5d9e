package dev.docket.offline;

import dev.docket.cli.terminal.Screen;
import dev.docket.demo.Demo;
import dev.docket.demo.DemoPlan;
import dev.docket.demo.FreshFolder;
import dev.docket.demo.ServiceFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
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
final class DemoCommand implements Callable<Integer> {
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
    @SuppressWarnings("SystemOut") // where the service would log by itself
    public Integer call() throws IOException, InterruptedException {
        if (orders <= 0) {
            throw new ParameterException(spec.commandLine(), "--orders must be at least 1.");
        }
        return run(Screen.of(spec.commandLine().getOut(), "out", System.getenv()), System.err);
    }

    private int run(Screen screen, PrintStream log) throws IOException, InterruptedException {
        Path home = Path.of(System.getenv().getOrDefault("DOCKET_HOME", "."));
        DemoPlan plan = new DemoPlan(
                orders,
                home.resolve("target/quarkus-app/quarkus-run.jar"),
                dataSets,
                home.resolve("training/mappings"),
                Path.of("target", "demo-data"),
                !exit && screen.terminal());
        try {
            FreshFolder.make(plan.data());
            return new Demo(plan, screen).run(log) ? 0 : 1;
        } catch (IllegalStateException | ServiceFailure stopped) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("docket: " + stopped.getMessage());
            err.flush();
            return 1;
        }
    }
}
