package dev.docket.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.signature.SignatureCheck;
import dev.docket.bundle.signature.SignatureState;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.signature.TrustedKeys;
import dev.docket.bundle.signature.VerifyPolicy;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "OFF, unsigned, ACCEPTED", "WARN, unsigned, WARNED", "REQUIRE, unsigned, REFUSED",
        "OFF, trusted, ACCEPTED", "WARN, trusted, ACCEPTED", "REQUIRE, trusted, ACCEPTED",
        "OFF, unknown, ACCEPTED", "WARN, unknown, WARNED", "REQUIRE, unknown, REFUSED",
        "OFF, bad, ACCEPTED", "WARN, bad, WARNED", "REQUIRE, bad, REFUSED",
        "OFF, tampered, ACCEPTED", "WARN, tampered, WARNED", "REQUIRE, tampered, REFUSED",
        "OFF, later, ACCEPTED", "WARN, later, WARNED", "REQUIRE, later, REFUSED",
    })
    void what_comes_of_a_signature(VerifyPolicy policy, String given, VerifyPolicy.Outcome outcome) throws IOException {
        BundleFolder bundle = bundle();
        SigningKey key = SigningKey.generate(folder.resolve("key.pem"));
        Files.createDirectory(folder.resolve("trusted"));
        Files.copy(SigningKey.publicFile(folder.resolve("key.pem")), folder.resolve("trusted/a.pem"));
        Class<?> state = prepare(given, bundle, key);
        SignatureCheck check = new SignatureCheck(policy, TrustedKeys.read(folder.resolve("trusted")));

        BundleContent content = BundleContent.read(bundle);

        assertThat(SignatureState.of(content, check.trusted(), NOW)).isInstanceOf(state);
        switch (outcome) {
            case ACCEPTED -> assertThat(check.check(content, NOW)).isEmpty();
            case WARNED -> assertThat(check.check(content, NOW)).isPresent();
            case REFUSED ->
                assertThatThrownBy(() -> check.check(content, NOW))
                        .isInstanceOf(BundleException.class)
                        .hasMessageContaining("DKT-503");
        }
    }

    private Class<?> prepare(String given, BundleFolder bundle, SigningKey key) throws IOException {
        return switch (given) {
            case "unsigned" -> SignatureState.Unsigned.class;
            case "trusted" -> {
                // As read from its file: the public half is computed from the private one.
                SigningKey.read(folder.resolve("key.pem")).sign(bundle, "Ada", NOW);
                yield SignatureState.Trusted.class;
            }
            case "unknown" -> {
                SigningKey.generate(folder.resolve("other.pem")).sign(bundle, "Eve", NOW);
                yield SignatureState.UnknownKey.class;
            }
            case "bad" -> {
                key.sign(bundle, "Ada", NOW);
                Path signature = folder.resolve("bundle/signature");
                Files.writeString(signature, Files.readString(signature).replace("author: Ada", "author: Eve"));
                yield SignatureState.Bad.class;
            }
            case "tampered" -> {
                key.sign(bundle, "Ada", NOW);
                SmallRules.setPastDueDays(bundle.rules(), 31);
                yield SignatureState.Tampered.class;
            }
            case "later" -> {
                key.sign(bundle, "Ada", NOW.plusSeconds(1));
                yield SignatureState.NotYetEffective.class;
            }
            default -> throw new IllegalArgumentException(given);
        };
    }

    private BundleFolder bundle() {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        BundleContent.read(BundleFolder.of(rules, null)).writeTo(folder.resolve("bundle"));
        return BundleFolder.at(folder.resolve("bundle"));
    }
}
