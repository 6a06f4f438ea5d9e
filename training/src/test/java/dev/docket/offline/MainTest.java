package dev.docket.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_turkish_machine_trains_the_same_model_as_any_other() throws Exception {
        Path turkish = train("tr", "TR");
        Path english = train("en", "US");
        for (String file : new String[] {"model.pb", "manifest.sha256"}) {
            assertThat(turkish.resolve(file)).hasSameBinaryContentAs(english.resolve(file));
        }
    }

    /** In a process of its own, as {@code ./docket train} does. Returns the folder of the version. */
    private Path train(String language, String country) throws IOException, InterruptedException {
        Path here = Files.createDirectories(folder.resolve(language));
        Files.copy(Path.of("training/sample.ndjson"), here.resolve("sample.ndjson"));
        Files.writeString(
                here.resolve("sample.yaml"),
                Files.readString(Path.of("training/sample.yaml")).replace("../target/models/sample/priority", "."));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        here.resolve("sample.yaml").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return here.resolve("sample");
    }
}
