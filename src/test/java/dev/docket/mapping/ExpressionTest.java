package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ShippedMappings;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.attribute.AttributeCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operations make of the ways in which documents write days, moments and numbers. */
class ExpressionTest {
    private static final DocumentReader READER = new DocumentReader(new RecordReader(), AttributeCatalogue.NONE);

    private static String value(String target, String operation, String document) {
        DocumentMapping mapping = ShippedMappings.read("test", """
                says: A document of a test.
                reads: json
                defaults: {zone: America/New_York}
                decimal: comma
                lines: {each: /lines}
                order:
                  requestId: r
                  checkpoint: ENTRY
                  order.orderId: o
                  customer.customerId: c
                  order.lines[].lineId: "1"
                  order.lines[].itemId: i
                  order.lines[].orderedQty: 1
                  %s: %s
                """.formatted(target, operation));
        String content = "{\"v\": \"%s\", \"lines\": [{\"a\": 1}]}".formatted(document);
        return switch (READER.read(mapping, content.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<MappedOrder> valid ->
                valid.value().tree().at("/" + target.replace(".", "/")).asText();
            case Reading.Invalid<MappedOrder> invalid -> said(invalid.problems());
        };
    }

    private static String said(List<Problem> problems) {
        Problem first = problems.getFirst();
        return first.code() + " at " + Objects.requireNonNull(first.source());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T10:00:00, iso, 2026-07-01T14:00:00Z",
        "2026-01-01T10:00:00, iso, 2026-01-01T15:00:00Z",
        "2026-07-01T10:00:00+0200, iso, 2026-07-01T08:00:00Z",
        "2026-07-01T10:00:00Z, iso, 2026-07-01T10:00:00Z",
        "2026-07-01 10:00, iso, 2026-07-01T14:00:00Z",
        "2026-07-01, iso, 2026-07-01T04:00:00Z",
        "202607011000, '203', 2026-07-01T14:00:00Z",
        "20260701, '102', 2026-07-01T04:00:00Z",
        "260701, yymmdd, 2026-07-01T04:00:00Z",
        "7/1/2026, mm/dd/yyyy, 2026-07-01T04:00:00Z",
        "1.7.2026, dd.mm.yyyy, 2026-07-01T04:00:00Z",
        "/Date(1782900000000)/, epoch-millis, 2026-07-01T10:00:00Z",
        "2026-02-30, iso, unfit at /v",
        "20261301, '102', unfit at /v",
    })
    void a_moment_is_read_in_its_form_and_zone(String text, String form, String expected) {
        assertThat(value("order.createdAt", "{instant: {at: /v}, as: %s}".formatted(form), text))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.234,50; {number: {at: /v}}; 1234.50",
                "1,5; {number: {at: /v}}; 1.5",
                "12.50; {at: /v}; 12.50",
                "1250; {minorUnits: {at: /v}, decimals: 2}; 12.50",
                "1250; {minorUnits: {at: /v}, of: JPY}; 1250",
                "1250; {minorUnits: {at: /v}, of: KWD}; 1.250",
                "-7; {absolute: {at: /v}}; 7",
                "10; {quotient: [{at: /v}, 3], decimals: 4}; 3.3333",
                "10; {quotient: [{at: /v}, 0], decimals: 4}; unfit at /v",
                "1,234.50; {at: /v}; unfit at /v",
                "NaN; {at: /v}; unfit at /v",
            })
    void a_number_is_read_as_the_mapping_says(String text, String operation, String expected) {
        assertThat(value("order.netAmount", operation, text)).isEqualTo(expected);
    }
}
