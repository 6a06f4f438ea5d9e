package dev.docket.access.key;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.docket.storage.DurableFiles;
import dev.docket.storage.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys in two files in the data folder of a service that shares its journal with none. Commands write the first, the service
 * the second, so that noting a use can never undo a revocation.
 */
public final class FileKeyStore implements KeyStore {
    private static final String HEADING = "# The API keys of this service, as './docket keys' wrote them.\n";
    /** As messages name it: they go into the log, which names no place on the machine. */
    private static final String KEYS = "access/keys in the data folder";

    private static final Pattern USE = Pattern.compile("(\\w{8}) (\\d{1,15})");
    private static final long MOST_BYTES = 16L << 20;

    private final Path folder;
    private final Path keys;
    private final Path uses;

    /** @param dataFolder of the service */
    public FileKeyStore(Path dataFolder) {
        folder = dataFolder.resolve("access");
        keys = folder.resolve("keys");
        uses = folder.resolve("last-uses");
    }

    @Override
    public List<StoredKey> read() {
        Map<String, Instant> lastUses = lastUses();
        List<StoredKey> read = new ArrayList<>();
        int line = 0;
        for (String text : lines(keys)) {
            line++;
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                StoredKey key = KeyLine.parse(text);
                read.add(lastUses.containsKey(key.id()) ? key.used(lastUses.get(key.id())) : key);
            } catch (IllegalArgumentException damaged) {
                // The line itself is not quoted: nobody knows what somebody put there.
                throw new KeysUnavailableException(
                        "Line %s of %s is not a key that docket wrote. Restore the file from a backup."
                                .formatted(line, KEYS));
            }
        }
        if (read.stream().map(StoredKey::id).distinct().count() < read.size()) {
            throw new KeysUnavailableException("%s has a key twice. Restore the file from a backup.".formatted(KEYS));
        }
        return read;
    }

    @Override
    public void change(UnaryOperator<List<StoredKey>> change) {
        try {
            OwnerOnly.createFolders(folder);
            // Closing the file gives the lock back.
            try (var lock = OwnerOnly.open(folder.resolve("lock"), CREATE, WRITE)) {
                lock.lock();
                StringBuilder text = new StringBuilder(HEADING);
                change.apply(read()).forEach(key -> text.append(KeyLine.of(key)).append('\n'));
                DurableFiles.write(keys, text.toString().getBytes(StandardCharsets.UTF_8));
            }
            belongToTheService();
        } catch (IOException failed) {
            throw unavailable("written", failed);
        }
    }

    @Override
    public void used(Map<String, Instant> last) {
        Map<String, Instant> all = new TreeMap<>(lastUses());
        all.putAll(last);
        StringBuilder text = new StringBuilder();
        all.forEach((id, at) ->
                text.append(id).append(' ').append(at.toEpochMilli()).append('\n'));
        try {
            OwnerOnly.createFolders(folder);
            DurableFiles.write(uses, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw unavailable("written", failed);
        }
    }

    // A command run by root would otherwise leave a file that the service cannot read.
    private void belongToTheService() throws IOException {
        Path dataFolder = folder.toAbsolutePath().getParent();
        if (dataFolder == null) {
            return;
        }
        var owner = Files.getOwner(dataFolder);
        for (Path path : List.of(folder, folder.resolve("lock"), keys)) {
            if (!Files.getOwner(path).equals(owner)) {
                Files.setOwner(path, owner);
            }
        }
    }

    private Map<String, Instant> lastUses() {
        Map<String, Instant> read = new TreeMap<>();
        for (String line : lines(uses)) {
            // What is damaged decides nothing: the next note is written over it.
            Matcher use = USE.matcher(line);
            if (use.matches()) {
                read.put(use.group(1), Instant.ofEpochMilli(Long.parseLong(use.group(2))));
            }
        }
        return read;
    }

    private List<String> lines(Path file) {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new KeysUnavailableException("%s is too large. Restore it from a backup.".formatted(KEYS));
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw unavailable("read", failed);
        }
    }

    private KeysUnavailableException unavailable(String what, IOException failed) {
        return new KeysUnavailableException("%s cannot be %s (%s). Is it of the user who runs this?"
                .formatted(KEYS, what, failed.getClass().getSimpleName()));
    }
}
