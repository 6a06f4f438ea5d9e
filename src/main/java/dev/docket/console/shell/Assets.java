package dev.docket.console.shell;

import dev.docket.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The scripts and styles of the console. Each has its digest in its name, so that a browser may keep it for ever. */
public final class Assets {
    private static final int DIGITS = 12;
    private static final List<String> OURS = List.of("console.css", "console.js", "verify.js", "icon.svg");
    private static final List<String> VENDORED = List.of("htmx.min.js");
    private static final Map<String, Asset> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, Asset> BY_PATH = new LinkedHashMap<>();

    static {
        OURS.forEach(file -> add(file, "/dev/docket/console/shell/" + file));
        VENDORED.forEach(file -> add(file, "/dev/docket/console/vendor/" + file));
    }

    private Assets() {}

    /**
     * One file.
     *
     * @param path where browsers ask for it
     * @param zipped the same, compressed with gzip
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
    public record Asset(String path, String mediaType, byte[] content, byte[] zipped) {}

    private static void add(String file, String resource) {
        byte[] content = read(resource);
        String name = Digest.over(content).hex().substring(0, DIGITS) + "-" + file;
        Asset asset = new Asset("/console/assets/" + name, mediaType(file), content, zipped(content));
        BY_NAME.put(file, asset);
        BY_PATH.put(name, asset);
    }

    /** The one with a file name. */
    public static Asset of(String file) {
        return Objects.requireNonNull(BY_NAME.get(file), file);
    }

    /** The one that a browser asked for by the last part of its path. */
    public static Optional<Asset> named(String name) {
        return Optional.ofNullable(BY_PATH.get(name));
    }

    private static String mediaType(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> "text/javascript;charset=UTF-8";
        };
    }

    private static byte[] read(String resource) {
        try (InputStream file = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static byte[] zipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
