package dev.docket.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.service.outcome.Became;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A translation of the console is one file. */
class TextsTest {
    private static final Path PAGES = Path.of("src/main/resources/dev/docket/console");
    private static final Path CODE = Path.of("src/main/java/dev/docket/console");
    private static final Pattern USED = Pattern.compile("\\bt\\.([a-z_0-9]+)");
    // A name that is put together at run time has no end here.
    private static final Pattern NAMED =
            Pattern.compile("(?:Texts\\.of|Fact\\.of|add)\\(\\s*(?:facts,\\s*)?\"([a-z_0-9]+)\"\\s*[,)]");

    private static final Pattern SAID = Pattern.compile("\\bsaid\\(\"([a-zA-Z_]+)\"\\s*[,)]");

    @Test
    void templates_have_no_words_of_their_own() throws IOException {
        for (Path page : files(PAGES, ".html")) {
            String shown = Files.readString(page)
                    .replaceAll("\\{\\|[^|]*\\|}", "")
                    .replaceAll("\\{[^}]*}", "")
                    .replaceAll("(?s)<[^>]*>", "");
            assertThat(shown).as(page.toString()).doesNotContainPattern("[A-Za-z]");
            assertThat(Files.readString(page))
                    .as(page.toString())
                    .doesNotContainPattern("(?:placeholder|aria-label|title)=\"[A-Za-z]");
        }
    }

    @Test
    void every_text_that_a_page_names_exists() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path page : files(PAGES, ".html")) {
            named.addAll(names(USED, page));
        }
        for (Path source : files(CODE, ".java")) {
            named.addAll(names(NAMED, source));
        }
        assertThat(named).hasSizeGreaterThan(80);
        assertThat(Texts.all().keySet()).containsAll(named);
    }

    @Test
    void whatever_a_decision_can_be_found_by_of_what_became_of_it_has_words() {
        assertThat(Texts.all().keySet())
                .containsAll(Stream.of(Became.values())
                        .map(one -> "outcome_" + one.word().replace('-', '_'))
                        .toList());
    }

    @Test
    void every_text_that_a_script_of_the_editor_says_exists() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path script : files(PAGES.resolve("edit"), ".js")) {
            said.addAll(names(SAID, script));
        }
        assertThat(said).hasSizeGreaterThan(15);
        assertThat(Texts.beginning("editor_").keySet()).containsAll(said);
    }

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
