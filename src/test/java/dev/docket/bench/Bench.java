package dev.docket.bench;

import dev.docket.bench.phase.PhasesBench;
import dev.docket.bench.rule.RulesBench;
import dev.docket.fixture.ServiceProcess;
import dev.docket.measure.Wanted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code ./docket bench}: decisions per second in process and over HTTP, the latter as a ratio to an endpoint that
 * parses, validates and gives back the same order, in the same run on the same JVM.
 */
public final class Bench {
    private static final Path REPORT = Path.of("docs", "performance.md");
    private static final Path EXAMPLE = Path.of("api-spec", "examples", "order-released.json");
    private static final Set<String> OPTIONS = Set.of("--quick", "--write", "--http-only");
    private static final Map<String, String> NAMES = Map.of(
            "traceFired", "fired",
            "traceFull", "full",
            "answerFired", "fired, written",
            "answerFull", "full, written");
    private static final int CONNECTIONS = 64;
    private static final String USAGE = """
            Usage: ./docket bench [--quick] [--http-only] [--write] [--json FILE] [--compare OLD]
                                                             decisions a second, in process and over HTTP
                   ./docket bench peers MEASURE               beside other rule engines, on the same policy and orders
                   ./docket bench phases MEASURE              what each phase of a decision takes
                   ./docket bench rules MEASURE               what more rules take
                   ./docket bench lines MEASURE               what a line of a long order takes
                   ./docket bench start [ROUNDS]              how long a start takes, and a check
                   ./docket bench read                        what reading an order costs
                   ./docket bench classifier                  what an estimate of a loss costs
                   ./docket bench sign [JAR PROVIDER]         what signing costs a lone caller
                   ./docket bench journal [ROUNDS SECONDS BYTES FOLDER STORE WRITERS]
                                                             records written a second, and what one takes
                   ./docket bench record [RECORDS MORE BATCH BYTES FOLDER]
                                                             what each part of a record takes in SQLite
                   ./docket bench search [RECORDS BYTES FOLDER STORE]
                                                             searches, also the console's, then verifying
                   ./docket bench replay [ORDERS FOLDER [BUNDLE]]
                                                             replays a minute
                   ./docket bench bundles [BUNDLES DECISIONS FOLDER]
                                                             a replay over many bundles
                   ./docket bench backup [RECORDS NEW]        a backup, and one that continues it
                   ./docket bench nodes [MOST SECONDS]        several nodes on one PostgreSQL
                   ./docket bench stream [RECORDS]            orders that come by Kafka, decisions that go
                   ./docket bench overload [--seconds N] [--apart] [--write]
                                                             more requests than the service can take
                   ./docket bench soak [--minutes N] [--folder FOLDER] [--write]
                                                             what grows while it works for long
                   ./docket bench dashboard [--seconds N] [--write]
                                                             what each panel of the dashboard shows
                   ./docket bench greedy [--seconds N] [--rounds N] [--folder FOLDER] [--before CHECKOUT] [ATTACK ...]
                                                             a normal caller beside greedy ones

            MEASURE is [--rounds N] [--json FILE] [--compare OLD] [--write]
              --rounds N     how often everything takes its turn
              --json FILE    keeps the ratios that were measured
              --compare OLD  says what takes longer than in a file that --json wrote, by more than the intervals of both allow for; then exits with 1
              --write        writes the section in docs/performance.md
              --quick        shorter rounds, for a first impression
              --http-only    nothing in process
            """;

    private final boolean quick;

    private Bench(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        try {
            measure(arguments);
        } catch (Wanted.Misunderstood misunderstood) {
            System.err.println("docket bench: " + misunderstood.getMessage() + "\n\n" + USAGE);
            System.exit(2);
        }
    }

    private static void measure(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "" : arguments[0];
        switch (what) {
            case "journal" -> JournalBench.main(rest(arguments));
            case "record" -> RecordBench.main(rest(arguments));
            case "search" -> SearchBench.main(rest(arguments));
            case "greedy" -> GreedyBench.main(rest(arguments));
            case "soak" -> SoakBench.main(rest(arguments));
            case "dashboard" -> DashboardBench.main(rest(arguments));
            case "overload" -> OverloadBench.main(rest(arguments));
            case "replay" -> ReplayBench.main(rest(arguments));
            case "bundles" -> BundlesBench.main(rest(arguments));
            case "backup" -> BackupBench.main(rest(arguments));
            case "sign" -> SignBench.main(rest(arguments));
            case "nodes" -> NodesBench.main(rest(arguments));
            case "stream" -> StreamBench.main(rest(arguments));
            case "read" -> ReadBench.main(rest(arguments));
            case "start" -> StartBench.main(rest(arguments));
            case "classifier" ->
                new Runner(new OptionsBuilder()
                                .include(ClassifierBenchmark.class.getSimpleName())
                                .build())
                        .run();
            case "lines" -> end(LinesBench.run(rest(arguments)));
            case "phases" -> end(PhasesBench.run(rest(arguments)));
            case "rules" -> end(RulesBench.run(rest(arguments)));
            default -> decisions(List.of(arguments));
        }
    }

    private static String[] rest(String[] arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    /** Not by returning: what was measured may have left threads behind. */
    private static void end(int status) {
        System.exit(status);
    }

    private static void decisions(List<String> options) throws Exception {
        List<String> own = options.stream().filter(OPTIONS::contains).toList();
        List<String> others =
                options.stream().filter(option -> !OPTIONS.contains(option)).toList();
        if (options.contains("--help") || options.contains("-h")) {
            System.out.println(USAGE);
            return;
        }
        Wanted wanted = Wanted.of(0, others.toArray(String[]::new));
        decisions(own, wanted);
    }

    private static void decisions(List<String> options, Wanted wanted) throws Exception {
        Bench bench = new Bench(options.contains("--quick"));
        List<Figures.InProcess> inProcess = options.contains("--http-only") ? List.of() : bench.inProcess();
        Figures figures = bench.overHttp(inProcess);
        System.out.println("\n" + figures.tables());
        if (options.contains("--write")) {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, report(figures) + otherFigures());
            System.out.println("written to " + REPORT);
        }
        end(wanted.end(figures.ratios()));
    }

    private List<Figures.InProcess> inProcess() throws RunnerException {
        System.out.println("measuring decisions in process ...");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + DecisionBenchmark.class.getSimpleName() + "\\.")
                .verbosity(VerboseMode.SILENT);
        if (quick) {
            options.warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.seconds(1));
        }
        return new Runner(options.build())
                .run().stream()
                        .map(run -> run.getPrimaryResult())
                        .map(result -> new Figures.InProcess(
                                NAMES.getOrDefault(result.getLabel(), result.getLabel()),
                                result.getScore(),
                                result.getScoreError()))
                        .toList();
    }

    private Figures overHttp(List<Figures.InProcess> inProcess) throws IOException, InterruptedException {
        Duration each = Duration.ofSeconds(quick ? 3 : 8);
        TypicalOrder order = TypicalOrder.of(EXAMPLE);
        Path folder = Files.createTempDirectory(Path.of("target"), "bench");
        List<Figures.Pair> rounds = new ArrayList<>();
        try (ServiceProcess service = ServiceProcess.start(ServiceProcess.JAR, folder.resolve("data"), jvmOptions());
                HttpLoad load = new HttpLoad(service.uri(), order, CONNECTIONS)) {
            System.out.println("warming the service up ...");
            for (int i = 0; i < 2; i++) {
                pair(load, each);
            }
            for (int i = 1; i <= (quick ? 3 : 5); i++) {
                Figures.Pair pair = pair(load, each);
                rounds.add(pair);
                System.out.printf(
                        "round %d: %,.0f echoes/s, %,.0f decisions/s, ratio %.2f, %d refused and sent again%n",
                        i,
                        pair.echo().perSecond(),
                        pair.decisions().perSecond(),
                        pair.ratio(),
                        pair.echo().refused() + pair.decisions().refused());
            }
        } finally {
            ServiceProcess.delete(folder);
        }
        return new Figures(inProcess, rounds, order.bytes(), CONNECTIONS);
    }

    /** What the launcher gives its JVM, such as a flight recording, reaches the service here too. */
    private static String[] jvmOptions() {
        return Stream.concat(
                        Stream.of("-Ddocket.bench.echo=true", "-Ddocket.limits.reads-per-second=0"),
                        Stream.of(System.getenv()
                                .getOrDefault("DOCKET_JAVA_OPTS", "")
                                .split(" ")))
                .filter(option -> !option.isBlank())
                .toArray(String[]::new);
    }

    /** Turn by turn, so that what changes on the machine meanwhile strikes both. */
    private static Figures.Pair pair(HttpLoad load, Duration each) {
        return new Figures.Pair(load.run("/bench/echo", 200, each), load.run("/v1/decisions", 201, each));
    }

    /** The sections that other commands measured: they stay. */
    private static String otherFigures() throws IOException {
        String before = Files.exists(REPORT) ? Files.readString(REPORT) : "";
        int at = before.indexOf("\n## ");
        return at < 0 ? "" : before.substring(at);
    }

    private static String report(Figures figures) {
        return String.format(
                Locale.ROOT,
                """
                # Performance

                Written by `./docket bench --write` on %s: %d cores, JDK %s, %s %s, load average %.1f at the end of the run.

                The load generator shares the cores with the service. On a busy machine the figures are too low and the ratio
                varies, because the journal then waits for processor time.

                %s
                The echo (`POST /bench/echo`, off unless `docket.bench.echo=true`) reads, validates and returns the same order in
                the same process. Targets: 40,000 decisions/s in process, and 0.45 of the echo over HTTP.
                """,
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                figures.tables());
    }
}
