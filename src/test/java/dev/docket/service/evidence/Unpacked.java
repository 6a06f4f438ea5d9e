package dev.docket.service.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipFile;

/** An evidence pack in a folder of its own. */
record Unpacked(Path folder) {
    static Unpacked of(Path zip, Path target) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(archive.entries())) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, archive.getInputStream(entry).readAllBytes());
            }
        }
        return new Unpacked(target);
    }

    /** What {@code java Verify.java} says there. */
    String verified(int exitCode) throws IOException, InterruptedException {
        Path output = Files.createTempFile("verified", ".txt");
        try {
            int exited = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "Verify.java")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(output);
            assertThat(exited).as(said).isEqualTo(exitCode);
            return said;
        } finally {
            Files.delete(output);
        }
    }
}
