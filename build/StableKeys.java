import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Numbers the keys in the classes that Quarkus generates by where they are used. Quarkus 3.33 numbers them with one counter in the
 * order in which its threads come to them, so two builds differ; a key means nothing but that two classes name the same
 * one. Run by the build: {@code java StableKeys.java quarkus/generated-bytecode.jar}.
 */
final class StableKeys {
    private static final Pattern KEY = Pattern.compile("proxykey[0-9]+");

    /** What ZIP can say that is the same everywhere. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, String> stable = new HashMap<>();

    private StableKeys() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        TreeMap<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        StableKeys keys = new StableKeys();
        Path aside = jar.resolveSibling(jar.getFileName() + ".aside");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(aside))) {
            for (var entry : entries.entrySet()) {
                ZipEntry written = new ZipEntry(entry.getKey());
                written.setTimeLocal(NO_TIME);
                out.putNextEntry(written);
                out.write(entry.getKey().endsWith(".class") ? keys.in(entry.getValue()) : entry.getValue());
                out.closeEntry();
            }
        }
        Files.move(aside, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A class with other texts for its keys: as JVMS 4.4 has it, texts are in the constant pool only, and nothing depends on their length. */
    private byte[] in(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream written = new ByteArrayOutputStream(classFile.length);
        DataOutputStream out = new DataOutputStream(written);
        out.writeLong(in.readLong());
        int constants = in.readUnsignedShort();
        out.writeShort(constants);
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> {
                    byte[] text = in.readNBytes(in.readUnsignedShort());
                    byte[] other = inPlaceOf(text);
                    out.writeShort(other.length);
                    out.write(other);
                }
                case 7, 8, 16, 19, 20 -> out.write(in.readNBytes(2));
                case 15 -> out.write(in.readNBytes(3));
                case 3, 4, 9, 10, 11, 12, 17, 18 -> out.write(in.readNBytes(4));
                case 5, 6 -> { // takes two places
                    out.write(in.readNBytes(8));
                    i++;
                }
                default -> throw new IOException("a constant with the unknown tag " + tag);
            }
        }
        in.transferTo(out);
        return written.toByteArray();
    }

    private byte[] inPlaceOf(byte[] text) {
        String key = new String(text, UTF_8);
        return KEY.matcher(key).matches()
                ? stable.computeIfAbsent(key, unused -> "proxykey" + (stable.size() + 1)).getBytes(UTF_8)
                : text;
    }
}
