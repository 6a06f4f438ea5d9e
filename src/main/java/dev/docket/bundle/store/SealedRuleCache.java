package dev.docket.bundle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.digest.Digest;
import dev.docket.digest.Sha256;
import dev.docket.rules.CompiledRuleCache;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.OwnerOnly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compiled rules in a folder, each file sealed with a secret (HMAC-SHA-256), so that what somebody else put there is never run.
 *
 * <p>A file is found by what was compiled and by the build of docket that compiled it: another one may have other facts. Only the
 * most recently used are kept.
 */
public final class SealedRuleCache implements CompiledRuleCache {
    private static final String SUFFIX = ".rules";
    private static final int MOST_FILES = 8;
    private static final long MOST_BYTES = 64L << 20;

    private final Path folder;
    private final String build;
    private final Supplier<Optional<byte[]>> secret;
    private final Map<Digest, byte[]> waiting = new ConcurrentHashMap<>();

    /**
     * A cache in a folder, which is created when something is kept.
     *
     * @param build names the code that compiles and that is compiled against
     * @param secret seals the files; while there is none, nothing is found, and what is to be kept waits in memory
     */
    public SealedRuleCache(Path folder, String build, Supplier<Optional<byte[]>> secret) {
        this.folder = folder;
        this.build = build;
        this.secret = secret;
    }

    @Override
    public Optional<byte[]> find(Digest source) {
        Path file = file(source);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            byte[] sealed = Files.readAllBytes(file);
            Optional<byte[]> classes = secret.get().flatMap(key -> opened(key, file, sealed));
            if (classes.isPresent()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return classes;
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> opened(byte[] key, Path file, byte[] sealed) {
        if (sealed.length < Sha256.LENGTH) {
            return Optional.empty();
        }
        byte[] classes = Arrays.copyOfRange(sealed, Sha256.LENGTH, sealed.length);
        byte[] seal = Arrays.copyOf(sealed, Sha256.LENGTH);
        return MessageDigest.isEqual(seal, seal(key, file, classes)) ? Optional.of(classes) : Optional.empty();
    }

    @Override
    public void keep(Digest source, byte[] classes) {
        waiting.put(source, classes);
        keepWaiting();
    }

    /** Writes what waits for the secret, if there is one now. */
    public void keepWaiting() {
        secret.get()
                .ifPresent(key -> waiting.forEach((source, classes) -> {
                    waiting.remove(source);
                    write(key, file(source), classes);
                }));
    }

    @SuppressWarnings("EmptyCatch") // a folder that cannot be written costs time at the next start, and nothing else
    private void write(byte[] key, Path file, byte[] classes) {
        var sealed = new ByteArrayOutputStream();
        sealed.writeBytes(seal(key, file, classes));
        sealed.writeBytes(classes);
        try {
            OwnerOnly.createFolders(folder);
            DurableFiles.write(file, sealed.toByteArray());
            deleteEldest();
        } catch (IOException unwritable) {
        }
    }

    private void deleteEldest() throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(SealedRuleCache::lastUse).reversed())
                    .toList();
        }
        for (Path eldest : files.subList(Math.min(MOST_FILES, files.size()), files.size())) {
            Files.deleteIfExists(eldest);
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.from(Instant.EPOCH);
        }
    }

    private Path file(Digest source) {
        return folder.resolve(
                Digest.over(build.getBytes(UTF_8), new byte[1], source.text().getBytes(UTF_8))
                                .hex()
                        + SUFFIX);
    }

    // With the name, so that no file can take another's place.
    private static byte[] seal(byte[] key, Path file, byte[] classes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(file.getFileName().toString().getBytes(UTF_8));
            return mac.doFinal(classes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
