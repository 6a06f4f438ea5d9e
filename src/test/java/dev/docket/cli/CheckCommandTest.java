package dev.docket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it in
    private Path copy;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(String... arguments) {
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void the_shipped_folder_passes_and_the_last_line_counts() throws IOException {
        assertThat(check("rules")).isZero();
        assertThat(out.toString().strip())
                .matches("ok: " + shippedRules() + " rules, \\d+ cases, 0 errors, 0 warnings, \\d+ ms");
    }

    private static long shippedRules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules"))) {
            long count = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".drl")).toList()) {
                count += Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("rule \""))
                        .count();
            }
            return count;
        }
    }

    @Test
    void a_mistake_is_reported_like_a_compiler_error_and_as_json_and_sarif() throws IOException {
        int line = copyWithMistake();
        assertThat(check(copy.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(copy.resolve("fraud.drl") + ":" + line
                        + ": DKT-103: unknown field 'declined' of PaymentAuthorization.")
                .contains("failed: 0 rules, 0 cases, 1 errors, 0 warnings");

        JsonNode json = printed("--format", "json");
        assertThat(json.at("/passed").booleanValue()).isFalse();
        assertThat(json.at("/findings/0/code").textValue()).isEqualTo("DKT-103");
        assertThat(json.at("/findings/0/line").intValue()).isEqualTo(line);

        JsonNode sarif = printed("--format", "sarif");
        assertThat(sarif.at("/version").textValue()).isEqualTo("2.1.0");
        assertThat(sarif.at("/runs/0/results/0/level").textValue()).isEqualTo("error");
        assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine")
                        .intValue())
                .isEqualTo(line);
    }

    @Test
    void coverage_names_rule_by_rule_the_case_that_fires_it() throws IOException {
        assertThat(check("docs/examples/decision-tables", "--coverage")).isZero();
        assertThat(out.toString()).contains("""
                discount-a-vp (discount-authority.csv:A11)
                  fires          discount-a-vp (cases/discount-authority.yaml:41)
                  does not fire  discount-a-not-at-fifteen (cases/discount-authority.yaml:31)
                  not evaluated  discount-a-absent (cases/discount-authority.yaml:54)
                """);
        out.getBuffer().setLength(0);
        check("docs/examples/decision-tables", "--coverage", "--format", "json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/coverage")).hasSize(7);
        assertThat(json.at("/coverage/0/fires")).hasSize(2);
    }

    @Test
    void the_graph_is_written_for_graphviz() {
        Path dot = copy.resolve("rules.dot");
        assertThat(check("docs/examples/decision-tables", "--graph", dot.toString()))
                .isZero();
        assertThat(dot).content().contains("\"discount-a-vp\" -> \"FIN-208\";");
    }

    @Test
    void a_graph_of_another_kind_is_wrong_usage_and_one_of_a_broken_folder_is_not_drawn() throws IOException {
        assertThat(check("rules", "--graph", copy.resolve("rules.svg").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--graph writes a .dot file").contains("dot -Tsvg rules.dot");
        copyWithMistake();
        assertThat(check(copy.toString(), "--graph", copy.resolve("rules.dot").toString()))
                .isEqualTo(1);
        assertThat(copy.resolve("rules.dot")).doesNotExist();
    }

    private JsonNode printed(String... options) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(check(Stream.concat(Stream.of(copy.toString()), Stream.of(options))
                        .toArray(String[]::new)))
                .isEqualTo(1);
        return new ObjectMapper().readTree(out.toString());
    }

    /** @return the line of the mistake */
    private int copyWithMistake() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path fraud = copy.resolve("fraud.drl");
        String right = Files.readString(fraud);
        int at = right.indexOf("declinedLast24h >=");
        Files.writeString(fraud, right.replaceFirst("declinedLast24h >=", "declined >="));
        return (int) right.substring(0, at).lines().count();
    }

    @Test
    void a_folder_that_is_not_there_is_wrong_usage() {
        assertThat(check("no-such-folder")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read the rule folder no-such-folder");
    }

    @Test
    void an_unknown_format_is_wrong_usage() {
        assertThat(check("rules", "--format", "html")).isEqualTo(2);
        assertThat(err.toString()).contains("'html' is not one of text, json, sarif");
    }
}
