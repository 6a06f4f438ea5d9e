package dev.docket.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.bundle.store.SealedRuleCache;
import dev.docket.digest.Sha256;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.rules.RuleFolder;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/** Where compiled rules are kept, and what seals them. */
public final class RuleCache {
    private RuleCache() {}

    /**
     * In the data folder of a service, sealed with what only the holder of the key that signs the journal can compute.
     *
     * @return writes what was compiled before there was a key; to be run once the journal is open
     */
    static Runnable inService(Path dataDir, Path keyFolder) {
        return use(dataDir.resolve("compiled"), () -> derived(keyFolder));
    }

    /** In the user's own cache, for commands that belong to no service. */
    public static void inCommands() {
        Path folder = userCache();
        use(folder.resolve("rules"), () -> own(folder));
    }

    private static Runnable use(Path folder, Supplier<Optional<byte[]>> secret) {
        Optional<String> build = RuleFolder.build();
        if (build.isEmpty()) {
            return () -> {};
        }
        SealedRuleCache cache = new SealedRuleCache(folder, build.get(), secret);
        RuleFolder.use(cache);
        return cache::keepWaiting;
    }

    private static Path userCache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path caches =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return caches.resolve("docket");
    }

    // Ed25519 signatures are deterministic, and this text is signed nowhere else.
    private static Optional<byte[]> derived(Path keyFolder) {
        try {
            return JournalKey.existing(keyFolder)
                    .map(signer -> Sha256.of(
                            signer.sign("docket: what seals compiled rules\n").getBytes(UTF_8)));
        } catch (JournalUnavailableException unusable) {
            return Optional.empty(); // whoever opens the journal says so
        }
    }

    private static Optional<byte[]> own(Path folder) {
        Path file = folder.resolve("rules-secret");
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[Sha256.LENGTH];
                new SecureRandom().nextBytes(fresh);
                OwnerOnly.createFolders(folder);
                DurableFiles.write(file, fresh);
            }
            byte[] secret = Files.readAllBytes(file);
            return secret.length == Sha256.LENGTH ? Optional.of(secret) : Optional.empty();
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }
}
