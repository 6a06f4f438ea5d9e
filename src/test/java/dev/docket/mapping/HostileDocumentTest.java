package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.docket.fixture.ShippedMappings;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.document.Documents;
import dev.docket.mapping.document.Format;
import dev.docket.mapping.document.SegmentPlan;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are broken on purpose: each is told at its place, and nothing else happens. */
class HostileDocumentTest {
    private static final Map<String, DocumentMapping> MAPPINGS = ShippedMappings.all();
    private static final DocumentReader READER = new DocumentReader(new RecordReader(), AttributeCatalogue.NONE);
    private static final long SEED = 15;
    private static final int MUTATIONS = 400;

    private static final String X12 = """
            ISA*00*          *00*          *ZZ*BUYERCO        *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
            GS*PO*BUYERCO*SELLERCO*20260302*1011*905*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-1**20260302~
            PO1*1*5*EA*9.75**VP*A~
            SE*4*0001~
            GE*1*905~
            IEA*1*000000905~
            """;

    private static List<Problem> problems(String mapping, byte[] document) {
        return switch (READER.read(mapping(mapping), document)) {
            case Reading.Valid<MappedOrder> valid -> List.of();
            case Reading.Invalid<MappedOrder> invalid -> invalid.problems();
        };
    }

    private static DocumentMapping mapping(String name) {
        DocumentMapping mapping = MAPPINGS.get(name);
        return mapping == null ? fail("no mapping " + name) : mapping;
    }

    private static void assertOne(String mapping, String document, String code, String source) {
        assertOne(mapping, document.getBytes(StandardCharsets.UTF_8), code, source);
    }

    private static void assertOne(String mapping, byte[] document, String code, String source) {
        assertThat(problems(mapping, document))
                .extracting(Problem::code, Problem::source)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(code, source));
    }

    @Test
    void the_interchange_that_is_broken_below_is_good() {
        assertThat(problems("x12-850", X12.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void an_envelope_that_cannot_be_read_is_told_at_its_place() {
        assertOne("x12-850", "PO-1;5;A", "syntax", "character 1");
        assertOne("x12-850", X12.replace("*ZZ*BUYERCO        ", "*ZZ*BUYERCO"), "syntax", "character 106");
        assertOne("edifact-orders", "UNB+UNOC:3'", "syntax", "segment 1 (UNB)");
        assertOne("shopify-order", "{\"id\": 1", "syntax", "line 1, column 9");
        assertOne("sap-idoc-orders05", "<ORDERS05><IDOC></ORDERS05>", "syntax", "line 1, column 19");
        assertOne("netsuite-csv", "a,b\n1,2,3\n", "syntax", "row 2");
        assertOne("shopify-order", "", "syntax", "line 1");
        assertOne("x12-850", "", "syntax", "character 1");
        assertOne("netsuite-csv", "", "syntax", "row 1");
    }

    @Test
    void wrong_control_counts_and_references_are_all_told() {
        assertThat(problems(
                        "x12-850",
                        X12.replace("SE*4*0001", "SE*9*0002")
                                .replace("GE*1*905", "GE*2*905")
                                .replace("IEA*1*000000905", "IEA*3*000000904")
                                .getBytes(StandardCharsets.UTF_8)))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("wrong-control"))
                .extracting(Problem::source)
                .containsExactly(
                        "segment 6 (SE) element 1",
                        "segment 6 (SE) element 2",
                        "segment 7 (GE) element 1",
                        "segment 8 (IEA) element 1",
                        "segment 8 (IEA) element 2");
    }

    @Test
    void an_unknown_segment_is_told_by_number_and_tag() {
        assertOne(
                "x12-850",
                X12.replace("PO1*1", "ZZZ*1~\nPO1*1").replace("SE*4", "SE*5"),
                "unknown-segment",
                "segment 5 (ZZZ)");
    }

    @Test
    void two_transactions_are_not_one_order() {
        String second = "ST*850*0002~\nBEG*00*SA*PO-2**20260302~\nPO1*1*5*EA*9.75**VP*A~\nSE*4*0002~\n";
        assertThat(problems("x12-850", X12.replace("GE*1", second + "GE*2").getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::code)
                .containsExactly("wrong-size");
    }

    @Test
    void a_wrong_encoding_is_told_at_its_byte() {
        assertOne(
                "shopify-order",
                "{\"name\": \"M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1),
                "wrong-encoding",
                "byte 12");
        assertOne(
                "edifact-orders",
                "UNB+UNOA:3+M\u00fcller".getBytes(StandardCharsets.ISO_8859_1),
                "wrong-encoding",
                "byte 13");
        assertOne("edifact-orders", "UNB+XXXX:3+A", "wrong-encoding", "segment 1 (UNB) element 1");
        assertOne(
                "sap-idoc-orders05",
                "<ORDERS05>\u00fc</ORDERS05>".getBytes(StandardCharsets.ISO_8859_1),
                "wrong-encoding",
                "byte 11");
        assertOne("sap-idoc-orders05", "<?xml version='1.0' encoding='klingon'?><a/>", "wrong-encoding", "line 1");
    }

    @Test
    void xml_is_read_in_the_encoding_that_it_has() {
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16,
                Charset.forName("windows-1252"))) {
            String document = "<?xml version='1.0' encoding='%s'?><name>M\u00fcller</name>".formatted(charset);
            assertThat(Documents.read(Format.XML, document.getBytes(charset), SegmentPlan.NONE)
                            .getFirst()
                            .named("name")
                            .getFirst()
                            .text())
                    .isEqualTo("M\u00fcller");
        }
    }

    @Test
    void what_is_wrong_with_a_document_is_not_written_to_standard_error() {
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
                assertThat(problems("sap-idoc-orders05", "<ORDERS05>\u00fc&x;</ORDERS06>".getBytes(charset)))
                        .isNotEmpty();
            }
        } finally {
            System.setErr(err);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void entities_and_external_references_are_refused_unread() {
        String bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;\">]>";
        String outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">";
        String external = "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://127.0.0.1:1/\">]>";
        for (String type : List.of(bomb, outside, external)) {
            assertThat(problems(
                            "sap-idoc-orders05", (type + "<ORDERS05>&x;</ORDERS05>").getBytes(StandardCharsets.UTF_8)))
                    .extracting(Problem::code)
                    .containsExactly("not-allowed");
        }
    }

    @Test
    void nesting_and_size_have_bounds() {
        assertThat(problems("shopify-order", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::code)
                .containsExactly("too-deep");
        assertThat(problems("sap-idoc-orders05", "<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::code)
                .containsExactly("too-deep");
        assertThat(problems(
                        "shopify-order", ("{\"a\": [" + "1,".repeat(300_000) + "1]}").getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::code)
                .containsExactly("too-large");
        assertThat(problems(
                        "x12-850",
                        X12.replace("PO1*1", "PO1*1~\n".repeat(300_000)).getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::code)
                .containsExactly("too-large");
        assertThat(problems(
                        "x12-850",
                        X12.replace("*A~", "*" + "A".repeat(200_000) + "~").getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @Test
    void a_short_text_does_not_become_a_long_number() {
        String order = """
                {"document": {"id": 1, "name": "1", "updated_at": "2026-03-02T00:00:00Z", "customer": {"id": 1}, "subtotal_price": "1e99999999",
                  "line_items": [{"id": 1, "sku": "A", "quantity": 1}]},
                 "masterData": {"customer": {"credit": {"limit": 1e99999999}}}}
                """;
        assertThat(problems("shopify-order", order.getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::code, Problem::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("unfit", "/subtotal_price"),
                        org.assertj.core.groups.Tuple.tuple("too-many-digits", "/masterData/customer/credit/limit"));
    }

    record Example(String mapping, String document) {
        @Override
        public String toString() {
            return mapping;
        }
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("rules/cases/mappings"))) {
            for (Path file : files.sorted().toList()) {
                YamlNode top = YamlFile.root(Files.readString(file), (line, kind, message) -> fail(message));
                if (!MAPPINGS.containsKey(top.required("mapping").text())) {
                    continue; // of a patch, which is made of decisions
                }
                examples.add(new Example(
                        top.required("mapping").text(),
                        top.required("cases")
                                .list()
                                .getFirst()
                                .required("document")
                                .text(100_000)));
            }
        }
        return examples.stream();
    }

    /** Whatever becomes of a document, it is an order or a list of problems. */
    @ParameterizedTest
    @MethodSource("examples")
    void a_mutated_document_is_an_order_or_a_list_of_problems(Example example) {
        byte[] document = example.document().getBytes(StandardCharsets.UTF_8);
        assertThat(problems(example.mapping(), document)).isEmpty();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            byte[] mutated = mutated(document, random);
            try {
                refused += problems(example.mapping(), mutated).isEmpty() ? 0 : 1;
            } catch (RuntimeException | StackOverflowError defect) {
                throw new AssertionError(
                        String.format(
                                Locale.ROOT, "seed %d: %s", SEED + i, new String(mutated, StandardCharsets.ISO_8859_1)),
                        defect);
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] mutated(byte[] document, SplittableRandom random) {
        byte[] bytes = document.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(1 + random.nextInt(20), bytes.length - at);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
                case 2 -> bytes = without(bytes, at, length);
                case 3 -> bytes = twice(bytes, at, length);
                default -> bytes = without(bytes, at, bytes.length - at);
            }
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] left = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, left, 0, at);
        System.arraycopy(bytes, at + length, left, at, left.length - at);
        return left;
    }

    private static byte[] twice(byte[] bytes, int at, int length) {
        byte[] more = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, more, 0, at + length);
        System.arraycopy(bytes, at, more, at + length, bytes.length - at);
        return more;
    }
}
