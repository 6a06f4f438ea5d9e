package dev.docket.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service in a process of its own, on a free port; gone when this is closed or this process ends. */
public final class ServiceProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String READY = "docket is ready at ";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Thread atExit;
    private final URI uri;

    private ServiceProcess(Process process, Path output) throws IOException, InterruptedException {
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            this.uri = awaitReady(process, output);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param data the folder of the journal; what the service prints goes to a file beside it
     */
    public static ServiceProcess start(Path data, String... jvmOptions) throws IOException, InterruptedException {
        Path output = data.resolveSibling(data.getFileName() + ".log");
        Files.deleteIfExists(output);
        List<String> command = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED"),
                        Stream.of(jvmOptions),
                        Stream.of("-jar", JAR.toString(), "serve", "--port", "0", "--data", data.toString()))
                .flatMap(part -> part)
                .toList();
        // A file, not a pipe: nobody reads while the service is under load.
        return new ServiceProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    /** Kills it as {@code kill -9} does, and waits until it is dead. */
    public int kill() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }

    private static URI awaitReady(Process process, Path output) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            Optional<String> ready = Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith(READY))
                    .findFirst();
            if (ready.isPresent()) {
                return URI.create(ready.get().substring(READY.length()));
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The service does not start. It printed:\n" + Files.readString(output));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Deletes a folder with everything in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
