package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.docket.fixture.ShippedMappings;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.attribute.AttributeCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tries each limit of a document in docs/limits.md at its value and just above it. */
class DocumentLimitsTest {
    private static final DocumentReader READER = new DocumentReader(new RecordReader(), AttributeCatalogue.NONE);
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([0-9,]+) \\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");

    private static final String HEAD = """
            says: A test.
            reads: %s
            order:
              requestId: %s
            """;
    private static final DocumentMapping JSON = ShippedMappings.read("test", HEAD.formatted("json", "{at: /id}"));
    private static final DocumentMapping XML = ShippedMappings.read("test", HEAD.formatted("xml", "{at: /id}"));
    private static final DocumentMapping JOINS =
            ShippedMappings.read("test", HEAD.formatted("json", "{concat: [{at: /a}, {at: /a}]}"));
    private static final DocumentMapping X12 =
            ShippedMappings.read("test", HEAD.formatted("x12", "{at: /BEG/3}") + "segments: [BEG]\n");

    /** A document of a size, and the mapping that reads it. */
    private record Sized(DocumentMapping mapping, String document) {
        List<Problem> problems() {
            return switch (READER.read(mapping, document.getBytes(StandardCharsets.UTF_8))) {
                case Reading.Valid<MappedOrder> valid -> List.of();
                case Reading.Invalid<MappedOrder> invalid -> invalid.problems();
            };
        }

        List<String> codes() {
            return problems().stream().map(Problem::code).toList();
        }
    }

    private static final Map<String, IntFunction<Sized>> BY_ROW = Map.of(
            "Values and elements of a document",
            size -> new Sized(JSON, "{\"a\": [1" + ",1".repeat(size - 1) + "]}"),
            "Levels of XML",
            size -> new Sized(XML, "<a>".repeat(size) + "</a>".repeat(size)),
            "Levels of JSON",
            size -> new Sized(JSON, "[".repeat(size) + "]".repeat(size)),
            "Characters of a text in a document",
            size -> new Sized(XML, "<a>" + "x".repeat(size) + "</a>"),
            "Characters of a text that a mapping joins",
            size -> new Sized(JOINS, "{\"a\": \"" + "x".repeat((size + 1) / 2) + "\"}"));

    @TestFactory
    Stream<DynamicTest> each_limit_holds_at_its_value_and_not_above_it() throws IOException {
        List<Matcher> rows = rows();
        assertThat(rows).hasSize(BY_ROW.size() + 1);
        return rows.stream()
                .filter(row -> !row.group(1).startsWith("Problems"))
                .map(row -> dynamicTest(row.group(1), () -> {
                    IntFunction<Sized> sized = BY_ROW.getOrDefault(row.group(1), size -> {
                        throw new AssertionError("no document tries " + row.group(1));
                    });
                    int limit = Integer.parseInt(row.group(2).replace(",", ""));
                    Matcher code = CODE.matcher(row.group(3));
                    assertThat(code.find()).isTrue();
                    assertThat(sized.apply(limit).codes()).doesNotContain(code.group(1));
                    assertThat(sized.apply(limit + 1).codes()).contains(code.group(1));
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_interchange_tells_so_many_problems() throws IOException {
        return rows().stream()
                .filter(row -> row.group(1).startsWith("Problems"))
                .map(row -> dynamicTest(row.group(1), () -> {
                    int limit = Integer.parseInt(row.group(2));
                    assertThat(interchange(limit).problems()).hasSize(limit);
                    assertThat(interchange(limit + 5).problems()).hasSize(limit);
                }));
    }

    private static Sized interchange(int unknownSegments) {
        return new Sized(X12, """
                ISA*00*          *00*          *ZZ*BUYERCO        *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
                GS*PO*BUYERCO*SELLERCO*20260302*1011*905*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-1**20260302~
                %sSE*%s*0001~
                GE*1*905~
                IEA*1*000000905~
                """.formatted("ZZZ*1~\n".repeat(unknownSegments), Integer.toString(unknownSegments + 3)));
    }

    private static List<Matcher> rows() throws IOException {
        String text = Files.readString(Path.of("docs/limits.md"));
        return text.substring(text.indexOf("## What a document may be"))
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }
}
