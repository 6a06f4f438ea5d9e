package dev.docket.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretsTest {
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD0123456789==";
    private static final byte[] BODY = "{\"title\":\"Zürich ✓\"}".getBytes(UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void the_published_library_accepts_what_is_signed_with_either_secret_and_nothing_else() throws Exception {
        Path file = file(OLD + "\n" + NEW + "\n");
        long now = Instant.now().getEpochSecond();
        String signature = SigningSecrets.read(file).signature("0123456789ab-7", now, BODY);

        assertThat(signature).matches("v1,\\S{44} v1,\\S{44}");
        new Webhook(OLD).verify(new String(BODY, UTF_8), headers("0123456789ab-7", now, signature));
        new Webhook(NEW).verify(new String(BODY, UTF_8), headers("0123456789ab-7", now, signature));
        assertThatThrownBy(() ->
                        new Webhook(OLD).verify(new String(BODY, UTF_8), headers("0123456789ab-8", now, signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(OLD).verify("{}", headers("0123456789ab-7", now, signature)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")
                        .verify(new String(BODY, UTF_8), headers("0123456789ab-7", now, signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void one_secret_gives_one_signature() throws Exception {
        assertThat(SigningSecrets.read(file(OLD)).signature("a-1", 1, BODY)).matches("v1,\\S{44}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_AAAA",
                "whsec_not base64!",
                OLD + "\n" + NEW + "\n" + OLD
            })
    void a_file_that_is_not_one_or_two_secrets_is_refused_without_being_quoted(String content) throws Exception {
        assertThat(SigningSecrets.problem(file(content))).hasValueSatisfying(problem -> assertThat(problem)
                .contains("cannot be used", "openssl rand -base64 32")
                .doesNotContain("MfKQ9r8GKY", "not base64"));
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThat(SigningSecrets.problem(folder.resolve("absent")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("absent", "NoSuchFileException"));
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("secret"), content);
    }

    private static Map<String, List<String>> headers(String id, long at, String signature) {
        return Map.of(
                "webhook-id", List.of(id),
                "webhook-timestamp", List.of(Long.toString(at)),
                "webhook-signature", List.of(signature));
    }
}
