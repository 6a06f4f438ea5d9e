package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.yaml.YamlMistakes;
import org.junit.jupiter.api.Test;

/** A mapping that is wrong is refused when it is read, with the line of every mistake. */
class MappingReaderTest {
    private static final String GOOD = """
            says: A document of a test.
            reads: json
            defaults: {zone: Europe/Berlin, currency: EUR}
            tables:
              types: {a: STANDARD}
            lines: {each: /lines}
            order:
              requestId: {at: /id}
              checkpoint: ENTRY
              order.orderId: {at: /id}
              order.createdAt: {instant: {at: /at}}
              order.netAmount: {sum: {at: amount}}
              order.lines[].lineId: {position: row}
            """;

    private static String mistakes(String text) {
        YamlMistakes mistakes = new YamlMistakes();
        MappingReader.read("test", text, AttributeCatalogue.NONE, mistakes);
        return mistakes.isEmpty() ? "" : mistakes.in("test.yaml");
    }

    @Test
    void a_good_mapping_has_no_mistakes() {
        assertThat(mistakes(GOOD)).isEmpty();
    }

    @Test
    void every_mistake_is_told_with_its_line() {
        String wrong = GOOD.replace("reads: json", "reads: yaml")
                .replace("order.orderId: {at: /id}", "order.orderNo: {at: /id}")
                .replace("{sum: {at: amount}}", "{summ: {at: amount}}")
                .replace("{position: row}", "{at: 'a[=b]'}");
        assertThat(mistakes(wrong))
                .contains("test.yaml:2: unknown format 'yaml'")
                .contains("test.yaml:10: unknown target path 'order.orderNo'")
                .contains("test.yaml:12: unknown operation [summ]")
                .contains("test.yaml:13: '[=b]' is not a condition");
    }

    @Test
    void a_local_time_needs_a_zone_and_an_interchange_its_segments() {
        assertThat(mistakes(GOOD.replace("zone: Europe/Berlin, ", "")))
                .contains("test.yaml:11: a time without an offset needs a zone");
        assertThat(mistakes(GOOD.replace("reads: json", "reads: x12"))).contains("'segments' is needed");
        assertThat(mistakes(GOOD.replace("Europe/Berlin", "Europe/Berlon"))).contains("is not a time zone");
    }

    @Test
    void what_could_take_more_time_than_the_document_is_long_is_refused() {
        assertThat(mistakes(GOOD.replace("{sum: {at: amount}}", "{sum: {sum: {at: amount}}}")))
                .contains("test.yaml:12: a sum goes over all lines");
        assertThat(mistakes(GOOD.replace("{position: row}", "{sum: {at: amount}}")))
                .contains("test.yaml:13: a sum goes over all lines");
        assertThat(mistakes(GOOD.replace("{a: STANDARD}", "{a: {lookup: {at: x}, in: types}}")
                        .replace("checkpoint: ENTRY", "checkpoint: {lookup: {at: x}, in: types}")))
                .contains("test.yaml:5: an entry of a table is a plain value");
        String deep = "{absolute: ".repeat(20) + "1" + "}".repeat(20);
        assertThat(mistakes(GOOD.replace("{sum: {at: amount}}", deep))).contains("in each other, are allowed");
    }

    @Test
    void a_name_that_is_no_file_name_is_refused() {
        YamlMistakes mistakes = new YamlMistakes();
        MappingReader.read("../x", GOOD, AttributeCatalogue.NONE, mistakes);
        assertThat(mistakes.in("x")).contains("kebab-case");
    }
}
