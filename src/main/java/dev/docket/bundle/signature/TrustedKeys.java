package dev.docket.bundle.signature;

import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The public keys whose signatures count. */
public final class TrustedKeys {
    public static final TrustedKeys NONE = new TrustedKeys(Map.of());

    private final Map<String, PublicKey> byId;

    private TrustedKeys(Map<String, PublicKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * Reads a PEM file, or every {@code *.pem} of a folder.
     *
     * @throws BundleException if a file cannot be read or contains no public key
     */
    public static TrustedKeys read(Path place) {
        Map<String, PublicKey> keys = new TreeMap<>();
        try {
            for (Path file : files(place)) {
                PublicKey key = Keys.publicKey(Files.readString(file), file.toString());
                keys.put(Keys.id(key), key);
            }
        } catch (IOException unreadable) {
            throw new BundleException(new BundleProblem(
                    place.toString(),
                    0,
                    BundleProblem.SIGNATURE,
                    "cannot read the trusted keys: %s. See docket.bundle.trusted-keys.".formatted(unreadable)));
        }
        return new TrustedKeys(keys);
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".pem"))
                    .sorted()
                    .toList();
        }
    }

    Optional<PublicKey> key(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
