package dev.docket.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the packaged service as a process, on a free port. It stops when this is closed or this process ends. */
final class RunningService implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("docket is ready at (\\S+)");
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final Thread atExit;
    private final URI uri;

    private RunningService(Process process, PrintStream log) throws IOException {
        this.process = process;
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        // Closed with the process.
        BufferedReader output = process.inputReader();
        this.uri = awaitReady(output, log);
        Thread.ofPlatform().daemon().start(() -> output.lines().forEach(log::println));
    }

    /**
     * Starts the service and waits until it is ready.
     *
     * @param jar the runner that the build packages
     * @param data the folder of the journal
     * @param log where everything goes that the service prints, except where it is
     * @throws ServiceFailure if it ends instead; what it printed is in the log
     */
    static RunningService start(Path jar, Path data, PrintStream log) throws IOException {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream(),
                        Stream.of("-jar", jar.toString(), "serve", "--port", "0", "--data", data.toString()))
                .flatMap(part -> part)
                .toList();
        return new RunningService(
                new ProcessBuilder(command).redirectErrorStream(true).start(), log);
    }

    URI uri() {
        return uri;
    }

    /** Returns once somebody has stopped the service. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    private static URI awaitReady(BufferedReader output, PrintStream log) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return URI.create(ready.group(1));
            }
            log.println(line);
        }
        throw new ServiceFailure("The service did not start.");
    }

    @Override
    public void close() {
        // Its handle leaves the output open, which the other thread reads to its end.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            // Then the hook finds a process that has ended.
            return;
        }
    }
}
