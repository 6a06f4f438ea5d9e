package dev.docket.json.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.json.Problem;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final Path EXAMPLES = Path.of("api-spec/examples");
    private static final RecordReader READER = new RecordReader();

    record Anything(
            @Nullable String text,
            @Nullable BigDecimal decimal,
            @Nullable Integer whole,
            @Nullable Boolean truth,
            @Nullable Double real,
            @Nullable LocalDate date,
            @Nullable Instant instant,
            @Nullable Duration duration,
            @Nullable Size size,
            @Nullable List<Part> parts,
            @Nullable Map<String, BigDecimal> byName,
            @Nullable JsonNode tree) {}

    record Part(String name, @Nullable Integer count) {}

    record Counted(int count, boolean open, double share) {}

    record Picky(int count) {
        Picky {
            if (count < 0) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "count (%d) must not be negative", count));
            }
        }
    }

    enum Size {
        SMALL,
        LARGE
    }

    @Test
    void every_type_of_component_is_read() {
        Anything read = valid("""
                {"text":"a","decimal":1.50,"whole":3,"truth":true,"real":0.25,"date":"2026-03-02",
                 "instant":"2026-03-02T10:00:00+01:00","duration":"PT4H","size":"LARGE",
                 "parts":[{"name":"p","count":1}],"byName":{"b":2,"a":1},"tree":{"x":[1,"y",true]}}""");

        assertThat(read.decimal()).isEqualTo(new BigDecimal("1.5"));
        assertThat(read.instant()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(read.duration()).isEqualTo(Duration.ofHours(4));
        assertThat(read.size()).isEqualTo(Size.LARGE);
        assertThat(read.parts()).containsExactly(new Part("p", 1));
        assertThat(read.byName()).isEqualTo(Map.of("a", BigDecimal.ONE, "b", BigDecimal.TWO));
        assertThat(read.tree()).hasToString("{\"x\":[1,\"y\",true]}");
    }

    @Test
    void null_is_absent() {
        assertThat(valid("{\"text\":null,\"parts\":null}")).isEqualTo(valid("{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'decimal':1}|1",
                "{'decimal':1.000}|1",
                "{'decimal':-0.0}|0",
                "{'decimal':1E3}|1000",
                "{'decimal':100}|100",
                "{'decimal':2.50e-1}|0.25",
            })
    void numbers_that_are_equal_are_the_same_content(String document, String expected) {
        assertThat(valid(document.replace('\'', '"')).decimal()).isEqualTo(new BigDecimal(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'whole':1.0}|whole|not-an-integer",
                "{'whole':1e2}|whole|not-an-integer",
                "{'whole':99999999999}|whole|out-of-range",
                "{'whole':'1'}|whole|wrong-type",
                "{'text':1}|text|wrong-type",
                "{'text':{}}|text|wrong-type",
                "{'truth':'true'}|truth|wrong-type",
                "{'decimal':'1'}|decimal|wrong-type",
                "{'decimal':1e999999999}|decimal|too-many-digits",
                "{'decimal':1e-31}|decimal|too-many-digits",
                "{'decimal':12345678901234567890123456789012345678901}|decimal|too-many-digits",
                "{'date':'2026-02-30'}|date|not-a-date",
                "{'date':'02.03.2026'}|date|not-a-date",
                "{'date':'+12026-01-01'}|date|not-a-date",
                "{'instant':'2026-03-02T10:00:00'}|instant|not-an-instant",
                "{'instant':'2026-03-02'}|instant|not-an-instant",
                "{'instant':'9999-12-31T23:59:59-18:00'}|instant|not-an-instant",
                "{'duration':'4 hours'}|duration|not-a-duration",
                "{'size':'large'}|size|unknown-value",
                "{'parts':{}}|parts|wrong-type",
                "{'parts':[null]}|parts[0]|null-element",
                "{'parts':[{'name':'a'},3]}|parts[1]|wrong-type",
                "{'parts':[{}]}|parts[0].name|required",
                "{'parts':[{'name':null}]}|parts[0].name|required",
                "{'parts':[{'name':'a','nam':1}]}|parts[0].nam|unknown-field",
                "{'text':'a','text':'b'}|text|duplicate-field",
                "{'byName':{'a':1,'a':2}}|byName.a|duplicate-field",
                "{'tree':{'a':{'b':1,'b':2}}}|tree.a.b|duplicate-field",
                "{'tree':[1,null]}|tree[1]|null-element",
                "{'text':'\\ud800'}|text|lone-surrogate",
                "{'text':'\\udc00\\ud800'}|text|lone-surrogate",
                "{'decimal':NaN}|decimal|not-finite",
                "{'decimal':Infinity}|decimal|not-finite",
                "{'decimal':01}|decimal|syntax",
                "{'text':'a',}|text|syntax",
                "{} x||syntax",
                "{}{}||trailing-content",
                "[]||wrong-type",
                "3||wrong-type",
            })
    void what_is_wrong_is_reported_with_its_path(String document, @Nullable String path, String code) {
        assertThat(problems(document.replace('\'', '"')))
                .extracting(Problem::path, Problem::code)
                .containsExactly(tuple(path == null ? "" : path, code));
    }

    @Test
    void an_empty_document_is_refused() {
        assertThat(problems("")).extracting(Problem::code).containsExactly("empty");
        assertThat(problems(" \n")).extracting(Problem::code).containsExactly("empty");
    }

    @Test
    void problems_before_a_syntax_error_are_reported_too() {
        assertThat(problems("{\"whole\":1.5,\"text\":\n  oops}"))
                .extracting(Problem::path, Problem::code, Problem::line)
                .containsExactly(tuple("whole", "not-an-integer", 1), tuple("text", "syntax", 2));
    }

    @Test
    void a_long_value_is_echoed_cut_short() {
        String shown = (String)
                problems("{\"size\":\"" + "x".repeat(5000) + "\"}").getFirst().value();

        assertThat(shown).hasSizeLessThan(110).endsWith("…");
    }

    @Test
    void a_misspelt_field_gets_advice() {
        assertThat(problems("{\"decimel\":1}").getFirst().message()).endsWith("Did you mean 'decimal'?");
    }

    @Test
    void a_byte_order_mark_other_encodings_and_zero_bytes_are_refused() {
        assertThat(codes("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).containsExactly("byte-order-mark");
        assertThat(codes("{}".getBytes(StandardCharsets.UTF_16))).containsExactly("byte-order-mark");
        assertThat(codes("{}".getBytes(StandardCharsets.UTF_16LE))).containsExactly("syntax");
        assertThat(codes("{\"text\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("not-utf-8");
        byte[] surrogates = "{\"text\":\"???\"}".getBytes(StandardCharsets.US_ASCII);
        surrogates[9] = (byte) 0xED;
        surrogates[10] = (byte) 0xA0;
        surrogates[11] = (byte) 0x80;
        assertThat(codes(surrogates)).containsExactly("not-utf-8");
    }

    @Test
    void depth_bombs_and_huge_texts_end_early() {
        assertThat(problems("{\"tree\":" + "[".repeat(100_000)))
                .extracting(Problem::code)
                .containsExactly("too-deep");
        assertThat(problems("{\"tree\":" + "{\"a\":".repeat(100_000)))
                .extracting(Problem::code)
                .containsExactly("too-deep");
        assertThat(problems("{\"unknown\":" + "[".repeat(100_000)))
                .extracting(Problem::code)
                .endsWith("too-deep");
        assertThat(problems("{\"text\":\"" + "x".repeat(1_100_000) + "\"}"))
                .extracting(Problem::path, Problem::code)
                .containsExactly(tuple("text", "too-long"));
        assertThat(problems("{\"decimal\":" + "1".repeat(100_000) + "}"))
                .extracting(Problem::code)
                .containsExactly("too-long");
    }

    @Test
    void the_number_of_reported_problems_is_bounded() {
        List<Problem> problems = problems("{\"parts\":[" + "null,".repeat(500) + "null]}");

        assertThat(problems).hasSize(101);
        assertThat(problems.getLast().message()).isEqualTo("and 401 more");
    }

    @Test
    void primitive_components_are_required() {
        assertThat(invalid(READER.json(Counted.class, utf8("{}"))))
                .extracting(Problem::path)
                .containsExactly("count", "open", "share");
    }

    @Test
    void what_a_record_itself_refuses_is_reported() {
        assertThat(invalid(READER.json(Picky.class, utf8("{\"count\":-1}"))))
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple("invalid", "count (-1) must not be negative"));
    }

    @Test
    void yaml_is_read_as_strictly_and_every_problem_knows_its_line() {
        String document = """
                text: fine
                whole: 1.5
                parts:
                  - name: a
                  - nam: b
                size: HUGE
                text: again
                """;

        assertThat(invalid(READER.yaml(Anything.class, utf8(document))))
                .extracting(Problem::path, Problem::code, Problem::line)
                .containsExactly(
                        tuple("whole", "not-an-integer", 2),
                        tuple("parts[1].nam", "unknown-field", 5),
                        tuple("parts[1].name", "required", 5),
                        tuple("size", "unknown-value", 6),
                        tuple("", "invalid", 7));
    }

    @Test
    void yaml_that_is_not_well_formed_is_reported_with_its_line() {
        assertThat(invalid(READER.yaml(Anything.class, utf8("text: a\nparts: [\n"))))
                .extracting(Problem::code)
                .containsExactly("syntax");
        assertThat(invalid(READER.yaml(Anything.class, utf8("decimal: .nan\n"))))
                .extracting(Problem::path)
                .containsExactly("decimal");
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("order-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_valid(Path example) throws IOException {
        assertThat(READER.json(OrderSnapshot.class, Files.readAllBytes(example)))
                .isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "many-mistakes",
                "empty-object",
                "duplicate-field",
                "cut-off",
                "not-a-number",
                "trailing-content",
                "lone-surrogate",
                "too-deep",
                "too-many-digits",
                "no-lines"
            })
    void every_bad_example_gets_all_of_its_problems(String name) throws IOException {
        byte[] document = Files.readAllBytes(EXAMPLES.resolve("bad/" + name + ".json"));

        List<String> shown = invalid(READER.json(OrderSnapshot.class, document)).stream()
                .map(problem -> "{\"path\":\"%s\",\"code\":\"%s\"}".formatted(problem.path(), problem.code()))
                .toList();

        assertThat(shown.toString().replaceAll("\\s", ""))
                .isEqualTo(Files.readString(EXAMPLES.resolve("bad/" + name + ".problems.json"))
                        .replaceAll("\\s", ""));
    }

    private static Anything valid(String document) {
        return switch (READER.json(Anything.class, utf8(document))) {
            case Reading.Valid<Anything> valid -> valid.value();
            case Reading.Invalid<Anything> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static List<Problem> problems(String document) {
        return invalid(READER.json(Anything.class, utf8(document)));
    }

    private static List<String> codes(byte[] document) {
        return invalid(READER.json(Anything.class, document)).stream()
                .map(Problem::code)
                .toList();
    }

    private static <T> List<Problem> invalid(Reading<T> reading) {
        return switch (reading) {
            case Reading.Valid<T> valid -> throw new AssertionError("valid: " + valid.value());
            case Reading.Invalid<T> invalid -> invalid.problems();
        };
    }

    private static byte[] utf8(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
