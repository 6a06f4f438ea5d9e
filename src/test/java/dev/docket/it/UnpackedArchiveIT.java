package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./docket package} makes, unpacked on a machine that has a Java runtime and no compiler. */
class UnpackedArchiveIT {
    private static final String MODULES =
            "java.se,jdk.charsets,jdk.crypto.ec,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs";
    private static final long PATIENCE_SECONDS = 180;
    private static final Pattern READY = Pattern.compile("docket is ready at (http://[^\\s\"]+)");

    @TempDir
    private static Path folder = Path.of(".");

    private static Path docket = Path.of(".");

    private record Ended(int exitCode, String output) {}

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Path jdk = Path.of(System.getProperty("java.home"));
        run(folder, jdk, linked(folder.resolve("jre")));
        run(folder, jdk, "tar", "-xzf", archive().toAbsolutePath().toString());
        try (Stream<Path> unpacked = Files.list(folder)) {
            docket = unpacked.filter(each -> each.getFileName().toString().startsWith("docket-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The command that makes a runtime without a compiler. */
    static String[] linked(Path jre) {
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules",
            MODULES,
            "--output",
            jre.toString()
        };
    }

    @Test
    void it_decides_an_order_without_a_compiler() throws Exception {
        assertThat(folder.resolve("jre/bin/java")).exists();
        assertThat(folder.resolve("jre/bin/javac")).doesNotExist();

        Ended decide = docket("decide", "--trace", "none", "examples/order-held.json");

        assertThat(decide.output()).contains("\"disposition\":\"HOLD\"");
        assertThat(decide.exitCode()).isZero();
    }

    @Test
    void it_serves_without_a_compiler_and_ends_when_it_is_told_to() throws Exception {
        ProcessBuilder builder = process(docket, folder.resolve("jre"), "./docket", "serve", "--port", "0");
        Path output = Files.createTempFile(folder, "served", ".txt");
        long began = System.nanoTime();
        Process service = builder.redirectOutput(output.toFile()).start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = readyAt(service, output);
            HttpRequest request = HttpRequest.newBuilder(uri.resolve("/v1/decisions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofFile(docket.resolve("examples/order-held.json")))
                    .build();

            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body()).contains("\"disposition\":\"HOLD\"");
            System.out.printf(
                    Locale.ROOT,
                    "first decision %.1f s after ./docket serve of an unpacked archive%n",
                    (System.nanoTime() - began) / 1e9);
        } finally {
            service.destroy();
        }
        assertThat(service.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isZero();
    }

    @Test
    void what_the_jvm_learned_is_kept_and_used_unless_it_is_damaged() throws Exception {
        assumeThat(Runtime.version().feature()).as("the cache needs Java 25").isGreaterThanOrEqualTo(25);
        Path cache = docket.resolve("service/docket.aot");

        Ended aot = docket("aot");

        assertThat(aot.exitCode()).as(aot.output()).isZero();
        assertThat(ownClassesFromCache()).isGreaterThan(10);
        try (FileChannel file = FileChannel.open(cache, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, file.size() / 2);
            file.write(ByteBuffer.wrap(new byte[] {(byte) ~one.get(0)}), file.size() / 2);
        }
        assertThat(ownClassesFromCache()).isZero();
        Files.delete(cache);
    }

    private static long ownClassesFromCache() throws IOException, InterruptedException {
        Path loaded = folder.resolve("loaded.txt");
        ProcessBuilder builder = process(docket, folder.resolve("jre"), "./docket", "--version");
        builder.environment().put("DOCKET_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        Path output = Files.createTempFile(folder, "version", ".txt");
        Process version = builder.redirectOutput(output.toFile()).start();
        assertThat(version.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output).content().isEqualTo("docket 0.1.0\n");
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains(" dev.docket.") && line.contains("shared objects file"))
                    .count();
        }
    }

    static URI readyAt(Process service, Path output) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (service.isAlive() && System.nanoTime() < until) {
            Matcher ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("does not become ready; it printed:\n" + Files.readString(output));
    }

    @Test
    void what_needs_the_sources_says_so() throws Exception {
        Ended train = docket("train", "training/priority.yaml");

        assertThat(train.exitCode()).isEqualTo(2);
        assertThat(train.output()).contains("'train' needs a checkout");
    }

    @Test
    void it_holds_what_serving_needs_and_lists_it() throws Exception {
        List<String> jars;
        try (Stream<Path> files = Files.walk(docket.resolve("service"))) {
            jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }

        assertThat(jars).anyMatch(name -> name.contains("tribuo-classification-sgd"));
        assertThat(jars)
                .noneMatch(
                        name -> name.matches(
                                ".*(xgboost|kryo|opencsv|beanutils|commons-collections-3|jline|jansi|brotli|tribuo-data|common-tree|mvel2).*"));
        assertThat(docket.resolve("bom.json"))
                .content()
                .contains("CycloneDX", "drools-engine")
                .doesNotContain("xgboost", "commons-beanutils");
        assertThat(docket.resolve("THIRD-PARTY.txt")).content().contains("drools", "Apache-2.0");
        assertThat(docket.resolve("NOTICE")).exists();
        assertThat(docket.resolve("LICENSE")).exists();
    }

    @Test
    void the_debian_package_puts_the_service_its_settings_and_a_hardened_unit_where_they_belong() throws Exception {
        assumeThat(Path.of("/usr/bin/dpkg-deb"))
                .as("dpkg-deb reads Debian packages")
                .exists();
        Path root = Files.createDirectory(folder.resolve("debian"));
        String built = built("docket_.*\\.deb").toAbsolutePath().toString();
        assertThat(run(folder, folder.resolve("jre"), "dpkg-deb", "-x", built, root.toString())
                        .exitCode())
                .isZero();

        Ended config = docketAt(root.resolve("usr/share/docket"), "config");

        assertThat(config.exitCode()).as(config.output()).isZero();
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/docket"))).hasToString("/usr/share/docket/docket");
        assertThat(root.resolve("etc/docket/docket.yaml")).content().contains("dir: /var/lib/docket");
        assertThat(root.resolve("usr/lib/systemd/system/docket.service"))
                .content()
                .contains("User=docket", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=\n");
        assertThat(run(folder, folder.resolve("jre"), "dpkg-deb", "--info", built, "conffiles")
                        .output())
                .isEqualTo("/etc/docket/docket.yaml\n");
    }

    static Path archive() throws IOException {
        return built("docket-.*\\.tar\\.gz");
    }

    private static Path built(String name) throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Ended docket(String... arguments) throws IOException, InterruptedException {
        return docketAt(docket, arguments);
    }

    private static Ended docketAt(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./docket"));
        command.addAll(List.of(arguments));
        return run(home, folder.resolve("jre"), command.toArray(String[]::new));
    }

    private static Ended run(Path in, Path java, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = process(in, java, command);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end; it printed:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private static ProcessBuilder process(Path in, Path java, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", java.toString());
        return builder;
    }
}
