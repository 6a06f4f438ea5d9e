package dev.docket.bench;

import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./docket bench start}: how long the service takes until it is ready, and a check of the rules, as the launcher starts them: with
 * and without what {@code ./docket aot} keeps. The ways take turns within one run.
 */
final class StartBench {
    private static final Pattern READY = Pattern.compile("docket is ready at (http://[^\\s\"]+)");
    private static final Pattern SECONDS = Pattern.compile("(?m)^(real|user|sys) (\\S+)$");
    private static final Path ORDER = Path.of("api-spec", "examples", "order-over-limit.json");
    private static final List<String> LAUNCHER_OPTIONS = List.of("", "-XX:AOTMode=off");

    private final Path folder;

    private StartBench(Path folder) {
        this.folder = folder;
    }

    /**
     * What one start took.
     *
     * @param ready seconds until it said it was ready
     * @param processor seconds of processor time until then
     * @param first milliseconds of the first decision
     */
    private record Start(double ready, double processor, double first) {}

    /** @param arguments perhaps how many rounds */
    public static void main(String... arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        launch(List.of("./docket", "aot"), "").inheritIO().start().waitFor();
        Path folder = Files.createTempDirectory(Path.of("target"), "start-bench");
        try {
            new StartBench(folder).run(rounds);
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private void run(int rounds) throws Exception {
        System.out.println(
                "| Start | Ready after, s | Processor until then, s | First decision, ms |\n|---|---:|---:|---:|");
        for (String options : LAUNCHER_OPTIONS) {
            String name = options.isEmpty() ? "with the cache" : "without";
            List<Start> first = new ArrayList<>();
            List<Start> again = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                Path data = folder.resolve(name.replace(" ", "-") + round);
                first.add(start(data, options));
                again.add(start(data, options));
            }
            print("first, " + name, first);
            print("again, " + name, again);
        }
        System.out.println("\n| Check of the shipped rules | s | Processor, s |\n|---|---:|---:|");
        for (String options : LAUNCHER_OPTIONS) {
            List<Start> checks = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                checks.add(check(options));
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f |",
                    options.isEmpty() ? "with the cache" : "without",
                    median(checks.stream().map(Start::ready).toList()),
                    median(checks.stream().map(Start::processor).toList())));
        }
    }

    private static void print(String name, List<Start> starts) {
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f |",
                name,
                median(starts.stream().map(Start::ready).toList()),
                median(starts.stream().map(Start::processor).toList()),
                median(starts.stream().map(Start::first).toList())));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private Start start(Path data, String options) throws Exception {
        Path output = Files.createTempFile(folder, "serve", ".txt");
        long began = System.nanoTime();
        Process service = launch(List.of("./docket", "serve", "--port", "0", "--data", data.toString()), options)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = awaitReady(service, output);
            double ready = (System.nanoTime() - began) / 1e9;
            double processor =
                    service.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            long sent = System.nanoTime();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri.resolve("/v1/decisions"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofFile(ORDER))
                            .build(),
                    BodyHandlers.ofString());
            double first = (System.nanoTime() - sent) / 1e6;
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("the first decision: " + answer.body());
            }
            return new Start(ready, processor, first);
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private static URI awaitReady(Process service, Path output) throws IOException, InterruptedException {
        while (service.isAlive()) {
            Matcher ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IllegalStateException("the service ended:\n" + Files.readString(output));
    }

    private Start check(String options) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "check", ".txt");
        launch(List.of("bash", "-c", "time -p ./docket check"), options)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        double real = 0;
        double processor = 0;
        Matcher seconds = SECONDS.matcher(Files.readString(output));
        while (seconds.find()) {
            double value = Double.parseDouble(seconds.group(2));
            if (seconds.group(1).equals("real")) {
                real = value;
            } else {
                processor += value;
            }
        }
        return new Start(real, processor, 0);
    }

    private static ProcessBuilder launch(List<String> command, String options) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DOCKET_JAVA_OPTS", options);
        return builder;
    }
}
