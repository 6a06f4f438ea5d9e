package dev.docket.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Damages a zip archive: its bytes, or the content, the names and the number of its parts. */
public final class MutatedArchive {
    private final Random random;
    private final MutatedJson bytes;

    public MutatedArchive(Random random) {
        this.random = random;
        this.bytes = new MutatedJson(random);
    }

    /** The archive with some damage. */
    public byte[] of(byte[] archive) throws IOException {
        if (random.nextInt(4) == 0) {
            return bytes.damaged(archive);
        }
        Map<String, byte[]> parts = parts(archive);
        List<String> names = new ArrayList<>(parts.keySet());
        String name = names.get(random.nextInt(names.size()));
        byte[] part = Objects.requireNonNull(parts.get(name));
        switch (random.nextInt(5)) {
            case 0 -> parts.remove(name);
            case 1 -> parts.put(name.toUpperCase(Locale.ROOT) + random.nextInt(10), part);
            case 2 -> parts.put(name, new byte[0]);
            case 3 -> parts.put(names.get(random.nextInt(names.size())), part);
            default -> parts.put(name, bytes.damaged(part));
        }
        return archive(parts);
    }

    private static Map<String, byte[]> parts(byte[] archive) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] archive(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return archive.toByteArray();
    }
}
