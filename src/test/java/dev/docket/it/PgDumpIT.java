package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.journal.JournalReader;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the runbook for PostgreSQL in docs/operations/backup.md, command by command, under load. */
@Timeout(300)
class PgDumpIT {
    private static final Path RUNBOOK = Path.of("docs", "operations", "backup.md");
    private static final int CALLERS = 2;
    private static final int ENOUGH = 50;
    private static final String DATABASE = "docket";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void what_the_runbook_dumps_under_load_verifies_and_a_service_goes_on_with_it() throws Exception {
        Optional<Path> bin = PostgresServer.installedBin();
        Assumptions.assumeTrue(
                bin.isPresent(),
                "No PostgreSQL with pg_dump is installed in /usr/lib/postgresql (Debian: apt install postgresql), so nothing"
                        + " follows the runbook for pg_dump here.");
        List<List<String>> runbook = commands();
        try (PostgresServer server = PostgresServer.startFrom(bin.orElseThrow());
                PostgresServer another = PostgresServer.startFrom(bin.orElseThrow())) {
            PostgresServer.execute(server.url("postgres"), "CREATE DATABASE " + DATABASE);
            Set<String> acknowledged = dumped(runbook.get(0), server, bin.orElseThrow());
            List<String> restore = runbook.get(1);
            bash(restore.subList(0, restore.size() - 1), another, bin.orElseThrow());
            assertThat(restore.getLast()).contains("./docket journal verify --store", "--data backup/one");

            Path data = folder.resolve("backup/one");
            Program.Ended verified =
                    Program.run("journal", "verify", "--store", another.url(DATABASE), "--data", data.toString());

            assertThat(verified.exitCode())
                    .as(verified.output() + verified.errors())
                    .isZero();
            try (JournalReader journal =
                    JournalStore.postgresql(data, another.url(DATABASE), "", "").openToRead()) {
                assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH).allMatch(id -> journal.findByRequestId(id)
                        .isPresent());
            }
            try (ServiceProcess service = start(data, another)) {
                assertThat(decided(service, "restored")).hasSizeGreaterThanOrEqualTo(ENOUGH);
            }
        }
    }

    /** @return what was acknowledged before the backup began */
    private Set<String> dumped(List<String> commands, PostgresServer server, Path bin) throws Exception {
        try (ServiceProcess service = start(folder.resolve("one"), server)) {
            Callers callers = Callers.start(service.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "dump");
            Callers.await(List.of(callers), ENOUGH);
            Set<String> acknowledged = callers.acknowledged();
            bash(commands, server, bin);
            Callers.await(List.of(callers), ENOUGH);
            assertThat(callers.stop().failures()).isEmpty();
            return acknowledged;
        }
    }

    private static Set<String> decided(ServiceProcess service, String name) throws InterruptedException {
        Callers callers = Callers.start(service.uri(), HttpClient.Version.HTTP_1_1, CALLERS, name);
        Callers.await(List.of(callers), ENOUGH);
        assertThat(callers.stop().failures()).isEmpty();
        return callers.acknowledged();
    }

    private static ServiceProcess start(Path data, PostgresServer server) throws IOException, InterruptedException {
        return ServiceProcess.start(
                data, "-Ddocket.journal.store=postgresql", "-Ddocket.journal.url=" + server.url(DATABASE));
    }

    private void bash(List<String> commands, PostgresServer server, Path bin) throws IOException, InterruptedException {
        Path output = folder.resolve("bash.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", String.join("\n", commands))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment()
                .putAll(Map.of(
                        "PGHOST",
                        "127.0.0.1",
                        "PGPORT",
                        Integer.toString(server.port()),
                        "PGUSER",
                        "docket",
                        "PATH",
                        bin + ":" + System.getenv("PATH")));

        assertThat(bash.start().waitFor()).as(Files.readString(output)).isZero();
    }

    /** The blocks of commands in the chapter about PostgreSQL. */
    private static List<List<String>> commands() throws IOException {
        String text = Files.readString(RUNBOOK);
        String chapter = text.substring(text.indexOf("\n## PostgreSQL"));
        List<List<String>> blocks = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(chapter)
                .results()
                .map(block -> block.group(1).lines().toList())
                .collect(Collectors.toList());
        assertThat(blocks).hasSize(2);
        return blocks;
    }
}
