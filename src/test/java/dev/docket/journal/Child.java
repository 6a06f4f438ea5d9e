package dev.docket.journal;

import dev.docket.journal.sqlite.SqliteJournal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own: what a process does to a file only another process can see. */
public final class Child {
    private Child() {}

    /** @param output the file for what it prints, errors too */
    public static Process start(Class<?> main, Path output, String... args) throws IOException {
        var command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                // Without a provider SLF4J says so, between the lines that tests read.
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath(),
                main.getName());
        return new ProcessBuilder(Stream.concat(command, Stream.of(args)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** What it printed until it ended. */
    public static String run(Class<?> main, String... args) throws IOException, InterruptedException {
        var output = Files.createTempFile("child", ".txt");
        try {
            start(main, output, args).waitFor();
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    // Only what a journal needs, so that the child starts fast.
    private static String classPath() {
        return List.of(
                        SqliteJournal.class,
                        Child.class,
                        org.sqlite.JDBC.class,
                        org.bouncycastle.crypto.signers.Ed25519Signer.class,
                        org.postgresql.Driver.class,
                        com.zaxxer.hikari.HikariConfig.class,
                        loggerOfThePool(),
                        com.fasterxml.jackson.databind.JsonNode.class,
                        com.fasterxml.jackson.core.TreeNode.class,
                        com.fasterxml.jackson.annotation.JacksonAnnotation.class,
                        org.jspecify.annotations.NullMarked.class)
                .stream()
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Class<?> loggerOfThePool() {
        try {
            return Class.forName("org.slf4j.LoggerFactory");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
