package dev.docket.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.mapping.document.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md and the sources have the same codes. {@code Contract} holds every answer of every test to them, too. */
class ErrorsDocumentTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/docket");

    /** Where a code is said: after the status, the path or the cursor, or beside the annotation that it stands for. */
    private static final Pattern CODE = Pattern.compile("(?:ProblemDetail(?:\\.of)?\\(\\s*\\d+,\\s*"
            + "|[.\\s](?:report|parsed)\\(\\s*(?:cursor,\\s*)?"
            + "|(?:Problem|Problem\\.of|refused|problem)\\(\\s*[^,;]+?,\\s*"
            + "|\\.class, )(?:[a-z]+ \\? )?\"([a-z]+(?:-[a-z0-9]+)*)\"(?:\\s*:\\s*\"([a-z-]+)\")?");

    private static final Pattern UNKNOWN = Pattern.compile("Problems\\.unknown\\(\"([a-z]+)\"");
    private static final String A_STATUS_OF_THE_FRAMEWORK = "bad-request";

    @Test
    void every_code_is_explained_and_every_explained_code_exists() {
        assertThat(DocumentedCodes.ALL).containsExactlyInAnyOrderElementsOf(inTheSources());
    }

    @Test
    void a_status_that_only_the_framework_chooses_is_explained() {
        assertThat(ErrorMapper.problem(400).code()).isEqualTo(A_STATUS_OF_THE_FRAMEWORK);
    }

    private static Set<String> inTheSources() {
        Set<String> codes = new TreeSet<>(Set.of(A_STATUS_OF_THE_FRAMEWORK));
        for (String room : Set.of("api", "json", "service")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> addFrom(text(file), codes));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        Stream.of(Fault.values()).map(Fault::code).forEach(codes::add);
        // A connection's attribute and a prefix, which are no codes.
        codes.removeAll(Set.of("seen", "unknown"));
        return codes;
    }

    private static void addFrom(String source, Set<String> codes) {
        for (Matcher code = CODE.matcher(source); code.find(); ) {
            codes.add(code.group(1));
            if (code.group(2) != null) {
                codes.add(code.group(2));
            }
        }
        for (Matcher unknown = UNKNOWN.matcher(source); unknown.find(); ) {
            codes.add("unknown-" + unknown.group(1));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
