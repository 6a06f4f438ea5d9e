package dev.docket.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.key.ApiKey;
import dev.docket.access.key.FileKeyStore;
import dev.docket.access.key.KeyStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_key_alone_goes_to_the_standard_output_and_is_never_shown_again() throws IOException {
        assertThat(run("create", "erp-live", "--role", "DECIDE", "--role", "audit", "--expires", "30d"))
                .isZero();
        String key = out.toString().strip();

        assertThat(ApiKey.parse(key)).isPresent();
        assertThat(err.toString()).contains("key erp-live (" + key.substring(3, 11) + "), until 20", "AUDIT");

        assertThat(run("list", "--all")).isZero();
        assertThat(out.toString()).contains("erp-live", key.substring(3, 11), "good", "never", "DECIDE,AUDIT");
        assertThat(out + err.toString() + Files.readString(folder.resolve("access/keys")))
                .doesNotContain(key.substring(12));
    }

    @Test
    void a_rotated_key_has_a_successor_and_a_revoked_one_is_gone_from_the_list() {
        run("create", "erp", "--role", "DECIDE");
        String old = out.toString().strip();
        assertThat(run("rotate", "erp", "--overlap", "1h")).isZero();
        String next = out.toString().strip();
        assertThat(next).isNotEqualTo(old);

        assertThat(run("revoke", old.substring(3, 11))).isZero();
        assertThat(out.toString()).contains("revoked erp (" + old.substring(3, 11) + "); no service lets it in");
        run("list");
        assertThat(out.toString()).contains(next.substring(3, 11)).doesNotContain(old.substring(3, 11));
        run("list", "--all");
        assertThat(out.toString()).contains("revoked");
    }

    @Test
    void what_cannot_be_done_is_said_with_advice() {
        assertThat(run("revoke", "nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("No key in use is 'nobody'.", "./docket keys list");
        assertThat(run("create", "erp")).isEqualTo(2);
        assertThat(err.toString()).contains("--role");
        assertThat(run("create", "erp", "--role", "ADMIN")).isEqualTo(2);
        assertThat(err.toString()).contains("DECIDE");
        assertThat(run("create", "erp", "--role", "DECIDE", "--expires", "never"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("such as 90d");
        assertThat(run("create", "erp", "--role", "DECIDE", "--expires", "9999d"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("366 days");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new KeysCommand(() -> new KeysCommand.Place() {
                    @Override
                    public KeyStore store() {
                        return new FileKeyStore(folder);
                    }

                    @Override
                    public Duration lastKnown() {
                        return Duration.ofSeconds(2);
                    }
                }))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
