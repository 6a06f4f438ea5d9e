package dev.docket.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md names packages and classes that exist, where it says they are. */
class MapTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PLACE = Pattern.compile("[a-z]+(/[a-z]+)*/[A-Z]\\w+");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w+");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"),
            Path.of("src/test/java"),
            Path.of("training/src/main/java"),
            Path.of("training/src/test/java"),
            Path.of("spark/src/main/java"),
            Path.of("spark/src/test/java"),
            Path.of("src/measure/java"),
            Path.of("peers/src/main/java"),
            Path.of("peers/src/test/java"));

    @Test
    void every_place_and_every_class_on_the_map_exists() throws IOException {
        Set<String> files = sources();
        Set<String> names = files.stream()
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        Set<String> missing = new LinkedHashSet<>();
        int looked = 0;
        for (String code : code(Files.readString(Path.of("ARCHITECTURE.md")))) {
            boolean isPlace = PLACE.matcher(code).matches();
            boolean isClass = CLASS.matcher(code).matches();
            looked += isPlace || isClass ? 1 : 0;
            if ((isPlace && files.stream().noneMatch(file -> file.endsWith("/" + code)))
                    || (isClass && !names.contains(code))) {
                missing.add(code);
            }
        }
        assertThat(looked).isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The Java files as paths without their ending, such as {@code dev/docket/order/Order}. */
    private static Set<String> sources() throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (Path root : SOURCES) {
            try (Stream<Path> walk = Files.walk(root)) {
                walk.map(root::relativize)
                        .map(path -> path.toString().replace('\\', '/'))
                        .filter(path -> path.endsWith(".java"))
                        .map(path -> path.substring(0, path.length() - ".java".length()))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
