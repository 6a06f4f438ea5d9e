package dev.docket.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.cli.ConfigCommand;
import dev.docket.cli.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigurationTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forgetTheFile() {
        System.clearProperty(YamlSettings.LOCATION);
        System.clearProperty(SecretFiles.LOCATION);
    }

    @Test
    void the_shipped_defaults_have_no_problem_and_are_documented_as_they_are() throws IOException {
        assertThat(Configuration.read().problems()).isEmpty();
        StringWriter printed = new StringWriter();
        int exitCode = new CommandLine(new ConfigCommand(Configuration::read))
                .setOut(new PrintWriter(printed))
                .execute("--markdown");
        assertThat(exitCode).isZero();
        assertThat(Files.readString(Path.of("docs/configuration.md")))
                .as("docs/configuration.md holds what './docket config --markdown' prints")
                .contains(printed.toString());
    }

    @Test
    void a_file_sets_texts_numbers_and_lists() throws IOException {
        configure("""
                docket:
                  caller:
                    header: X-Caller
                  journal.checkpoint-seconds: 30
                  privacy:
                    mask: ["$.shipTo.name", "$.order.lines[*].itemId"]
                """);
        assertThat(Configuration.read().problems()).isEmpty();
        assertThat(setting("docket.caller.header").value()).isEqualTo("X-Caller");
        assertThat(setting("docket.caller.header").source()).endsWith("docket.yaml");
        assertThat(setting("docket.journal.checkpoint-seconds").value()).isEqualTo("30");
        assertThat(setting("docket.privacy.mask").value()).isEqualTo("$.shipTo.name,$.order.lines[*].itemId");
        assertThat(setting("docket.journal.when-unavailable").source()).isEqualTo("default");
    }

    @Test
    void every_problem_of_a_file_is_reported_at_once_with_advice() throws IOException {
        configure("""
                docket:
                  jurnal: {store: sqlite}
                  journal: {stor: sqlite, when-unavailable: spol, checkpoint-seconds: 0}
                  bundle: {watch: maybe}
                """);
        assertThat(Configuration.read().problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("unknown setting 'docket.jurnal.store'")
                        .contains("docket.yaml")
                        .endsWith("Did you mean 'docket.journal.store'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("unknown setting 'docket.journal.stor'")
                        .endsWith("Did you mean 'docket.journal.store'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("docket.journal.when-unavailable")
                        .endsWith("'spol' is none of fail-closed, spool. Did you mean 'spool'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("docket.journal.checkpoint-seconds")
                        .endsWith("'0' is not a whole number from 1 to 86400."))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("docket.bundle.watch ")
                        .endsWith("'maybe' is neither true nor false."))
                .hasSize(5);
    }

    @Test
    void things_that_somebody_names_have_their_settings_and_what_they_need_is_asked_for() throws IOException {
        configure("""
                docket:
                  webhooks:
                    erp-1: {url: "https://erp.example/secret", secret-file: erp.secret, kind: [DECISION, OUTCOME]}
                    wms: {secret-file: wms.secret, attempts: 0, kinds: DECISION}
                    Bad_Name: {url: "https://wms.example/", secret-file: wms.secret}
                """);
        assertThat(setting("docket.webhooks.erp-1.kind").value()).isEqualTo("DECISION,OUTCOME");
        assertThat(setting("docket.webhooks.erp-1.attempts").value()).isEqualTo("12");
        assertThat(setting("docket.webhooks.erp-1.attempts").source()).isEqualTo("default");
        assertThat(setting("docket.webhooks.erp-1.url").value()).isEqualTo("(hidden)");
        assertThat(Configuration.read().problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("docket.webhooks.wms.url is missing"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("docket.webhooks.wms.attempts")
                        .endsWith("'0' is not a whole number from 1 to 100."))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("unknown setting 'docket.webhooks.wms.kinds'")
                        .endsWith("Did you mean 'docket.webhooks.wms.kind'?"))
                .anySatisfy(problem -> assertThat(problem).startsWith("'Bad_Name' in docket.webhooks. is no name"))
                .hasSize(4);
    }

    @Test
    void what_is_wrong_with_the_file_itself_has_its_line() throws IOException {
        configure("docket:\n  data: {dir: a}\n  data: {dir: b}\n");
        assertThat(Configuration.read().problems())
                .singleElement()
                .asString()
                .endsWith("line 3: 'data' is given twice");
        System.setProperty(YamlSettings.LOCATION, folder.resolve("absent.yaml").toString());
        assertThat(Configuration.read().problems())
                .singleElement()
                .asString()
                .startsWith("cannot read the configuration");
    }

    @Test
    void a_secret_is_never_shown() throws IOException {
        configure("""
                docket:
                  journal:
                    password: hunter2
                    url: "jdbc:postgresql://db/docket?user=u&password=open-sesame&sslmode=require&sslpassword=open-too"
                    store: postgresql
                """);
        assertThat(setting("docket.journal.password").value()).isEqualTo("(hidden)");
        assertThat(setting("docket.journal.url").value())
                .isEqualTo("jdbc:postgresql://db/docket?user=u&password=(hidden)&sslmode=require&sslpassword=(hidden)");
        assertThat(Configuration.read().settings().toString()).doesNotContain("open-sesame", "hunter2", "open-too");
    }

    @Test
    void a_secret_in_a_file_that_is_named_like_its_setting_overrides_the_configuration_and_is_not_shown()
            throws IOException {
        configure("docket: {journal: {password: hunter2, user: docket}}");
        secret("docket.journal.password", "open sesame \n");
        secret("..data", "what Kubernetes keeps beside it");

        Configuration read = Configuration.read();
        assertThat(read.problems()).isEmpty();
        assertThat(read.value("docket.journal.password")).contains("open sesame ");
        assertThat(read.value("docket.journal.user")).contains("docket");
        assertThat(setting("docket.journal.password").value()).isEqualTo("(hidden)");
        assertThat(setting("docket.journal.password").source())
                .isEqualTo(folder.resolve("secrets").toString());
    }

    @Test
    void a_secret_that_nobody_would_read_stops_the_start() throws IOException {
        secret("docket.journal.pasword", "open sesame");
        secret("password", "open sesame");
        Files.write(folder.resolve("secrets/docket.journal.user"), new byte[] {(byte) 0xff});
        assertThat(Configuration.read().problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).endsWith("Did you mean 'docket.journal.password'?"))
                .anySatisfy(problem -> assertThat(problem).contains("password is not named like a setting"))
                .anySatisfy(problem -> assertThat(problem).endsWith("docket.journal.user is not text in UTF-8"))
                .noneSatisfy(problem -> assertThat(problem).contains("sesame"));

        System.setProperty(SecretFiles.LOCATION, folder.resolve("absent").toString());
        assertThat(Configuration.read().problems())
                .singleElement()
                .asString()
                .startsWith("cannot read the folder of secrets");
    }

    private void secret(String setting, String content) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve(setting), content);
        System.setProperty(SecretFiles.LOCATION, secrets.toString());
    }

    @Test
    void a_setting_of_an_earlier_version_is_refused_with_what_took_its_place() throws IOException {
        configure("docket: {admin: {token: open-sesame-open-sesame}}");
        assertThat(Configuration.read().problems())
                .singleElement()
                .asString()
                .contains("setting 'docket.admin.token' (", "./docket keys create NAME --role OPERATE")
                .doesNotContain("open-sesame");
    }

    private void configure(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("docket.yaml"), yaml);
        System.setProperty(YamlSettings.LOCATION, file.toString());
    }

    private static Setting setting(String name) {
        return Configuration.read().settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
