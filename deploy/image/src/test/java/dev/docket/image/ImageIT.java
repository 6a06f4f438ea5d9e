package dev.docket.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image as a registry would get it: an OCI layout ({@code oci-layout}, {@code index.json}, blobs by digest). There is no container engine
 * here, so its files are run by a Java runtime of this machine, as the image's user and with nothing to write to but the image's volume.
 */
class ImageIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 120;
    private static final String USER = "10001";

    @TempDir
    private static Path folder = Path.of(".");

    private static Path root = Path.of(".");
    private static JsonNode manifest = JSON.nullNode();
    private static JsonNode image = JSON.nullNode();

    private record Ended(int exitCode, String output) {}

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path layout = Files.createDirectory(folder.resolve("layout"));
        root = Files.createDirectory(folder.resolve("root"));
        assertThat(run("tar", "-xf", built().toString(), "-C", layout.toString())
                        .exitCode())
                .isZero();
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        manifest = JSON.readTree(blob(layout, index.at("/manifests/0/digest")).toFile());
        image = JSON.readTree(blob(layout, manifest.at("/config/digest")).toFile());
        for (JsonNode layer : manifest.get("layers")) {
            Path blob = blob(layout, layer.get("digest"));
            assertThat(run("tar", "-xzf", blob.toString(), "-C", root.toString())
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void it_runs_as_a_user_without_rights() {
        assertThat(image.at("/config/User").asText()).isEqualTo(USER + ":" + USER);
    }

    @Test
    void it_starts_the_service_and_asks_for_one_volume() {
        assertThat(texts(image.at("/config/Entrypoint")))
                .startsWith("java")
                .endsWith("-jar", "/usr/share/docket/service/quarkus-run.jar");
        assertThat(texts(image.at("/config/Cmd"))).containsExactly("serve");
        assertThat(image.at("/config/Volumes").has("/var/lib/docket")).isTrue();
        assertThat(image.at("/config/ExposedPorts").has("8080/tcp")).isTrue();
    }

    @Test
    void only_root_may_write_its_files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> !file.equals(root))).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .matches("rw[x-]r-[x-]r-[x-]"));
        }
    }

    @Test
    void it_carries_its_licences_and_its_list_of_parts() {
        assertThat(root.resolve("usr/share/docket/resources"))
                .isDirectoryContaining("glob:**/LICENSE")
                .isDirectoryContaining("glob:**/NOTICE")
                .isDirectoryContaining("glob:**/bom.json");
    }

    @Test
    void it_decides_as_its_user_where_only_the_volume_can_be_written() throws Exception {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            assumeThat(Path.of("/usr/bin/setpriv"))
                    .as("setpriv changes the user")
                    .exists();
            run("chown", USER, volume.toString());
            command.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + volume,
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                root.resolve("usr/share/docket/service/quarkus-run.jar").toString(),
                "decide",
                "--trace",
                "none",
                Path.of("../../api-spec/examples/order-held.json").toRealPath().toString()));

        Ended decide = run(command.toArray(String[]::new));

        assertThat(decide.output()).contains("\"disposition\":\"HOLD\"");
        assertThat(decide.exitCode()).isZero();
    }

    /** The image's working directory, once it is unpacked. */
    private static Path home() {
        Path home = root.resolve("usr/share/docket");
        return Files.isDirectory(home) ? home : folder;
    }

    private static Path built() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("docket-image-.*\\.tar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private static Path blob(Path layout, JsonNode digest) {
        return layout.resolve("blobs/" + digest.asText().replace(':', '/'));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("DOCKET_HOME", home().toString());
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end; it printed:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
