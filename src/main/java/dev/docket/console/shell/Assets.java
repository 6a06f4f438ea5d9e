package dev.docket.console.shell;

import dev.docket.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final String HTMX = "htmx.min.js";
    private static final String EDITOR = "edit.js";
    private static final String GRID = "grid.js";
    private static final String PARAMETERS = "parameters.js";
    private static final List<String> MODULES;
    private static final Map<String, Asset> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, Asset> BY_PATH = new LinkedHashMap<>();

    static {
        OURS.forEach(file -> add(file, "/dev/docket/console/shell/" + file));
        add(HTMX, "/dev/docket/console/vendor/" + HTMX);
        Map<String, String> paths = new LinkedHashMap<>();
        Modules.listed().forEach((name, file) -> {
            if (!file.equals(HTMX)) {
                String text = Modules.shortened(text("/dev/docket/console/vendor/" + file));
                paths.put(name, add(file, Modules.forBrowsers(text, paths).getBytes(StandardCharsets.UTF_8)));
            }
        });
        MODULES = List.copyOf(paths.values());
        String editor = Modules.forBrowsers(text("/dev/docket/console/edit/" + EDITOR), paths);
        add(EDITOR, editor.getBytes(StandardCharsets.UTF_8));
        add(GRID, "/dev/docket/console/edit/" + GRID);
        add(PARAMETERS, "/dev/docket/console/edit/" + PARAMETERS);
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
        add(file, read(resource));
    }

    /** @return where browsers ask for it */
    private static String add(String file, byte[] content) {
        String name = Digest.over(content).hex().substring(0, DIGITS) + "-" + file;
        Asset asset = new Asset("/console/assets/" + name, mediaType(file), content, zipped(content));
        BY_NAME.put(file, asset);
        BY_PATH.put(name, asset);
        return asset.path();
    }

    private static String text(String resource) {
        return new String(read(resource), StandardCharsets.UTF_8);
    }

    /** The paths of all modules that the editor imports, for browsers to load them at once. */
    public static List<String> editorModules() {
        return MODULES;
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
