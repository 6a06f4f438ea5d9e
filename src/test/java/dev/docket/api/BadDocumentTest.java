package dev.docket.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kind of bad document that a sender can post: each is a clear error at its place, and nothing is recorded. */
@QuarkusTest
@Tag("service")
class BadDocumentTest {
    private static final String X12 = """
            ISA*00*          *00*          *ZZ*BADBUYER       *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
            GS*PO*BADBUYER*SELLERCO*20260302*1011*905*X*004010~
            ST*850*0001~
            BEG*00*SA*BAD-1**20260302~
            PO1*1*5*EA*9.75**VP*A~
            SE*4*0001~
            GE*1*905~
            IEA*1*000000905~
            """;
    private static final String EDIFACT = """
            UNB+UNOA:3+BADBUYER+SELLERCO+260302:1011+REF1'
            UNH+1+ORDERS:D:96A:UN'
            BGM+220+BAD-1+9'
            DTM+137:20260302:102'
            LIN+1++4000862141404:EN'
            QTY+21:5'
            UNS+S'
            UNT+7+1'
            UNZ+1+REF1'
            """;
    private static final String XML = "<ORDERS05><IDOC>%s</IDOC></ORDERS05>";
    private static final int LARGE_MIB = 200;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    /**
     * A document, and what its sender is told.
     *
     * @param source where in the document, of the first problem
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bad(String name, String mapping, String type, byte[] document, String code, String source) {
        static Bad of(String name, String mapping, String type, String document, String code, String source) {
            return new Bad(name, mapping, type, document.getBytes(UTF_8), code, source);
        }
    }

    private static Bad x12(String name, String document, String code, String source) {
        return Bad.of(name, "x12-850", "application/edi-x12", document, code, source);
    }

    private static Bad edifact(String name, byte[] document, String code, String source) {
        return new Bad(name, "edifact-orders", "application/edifact", document, code, source);
    }

    private static Bad idoc(String name, String document, String code, String source) {
        return Bad.of(name, "sap-idoc-orders05", "application/xml", document, code, source);
    }

    private static Bad shop(String name, String document, String code, String source) {
        return Bad.of(name, "shopify-order", "application/json", document, code, source);
    }

    private static List<Bad> documents() {
        return List.of(
                x12("no envelope of X12", "BEG*00*SA*BAD-1", "syntax", "character 1"),
                x12(
                        "an envelope that is too short",
                        X12.replace("BADBUYER       ", "BADBUYER"),
                        "syntax",
                        "character 106"),
                x12("an interchange cut off", X12.substring(0, X12.indexOf("SE*")), "syntax", "segment 5 (PO1)"),
                x12(
                        "a wrong count of segments",
                        X12.replace("SE*4", "SE*5"),
                        "wrong-control",
                        "segment 6 (SE) element 1"),
                x12(
                        "a wrong count of transactions",
                        X12.replace("GE*1", "GE*2"),
                        "wrong-control",
                        "segment 7 (GE) element 1"),
                x12(
                        "another control number at the end",
                        X12.replace("IEA*1*000000905", "IEA*1*000000906"),
                        "wrong-control",
                        "segment 8 (IEA) element 2"),
                x12(
                        "a segment that nobody knows",
                        X12.replace("PO1*", "ZZZ*1~\nPO1*").replace("SE*4", "SE*5"),
                        "unknown-segment",
                        "segment 5 (ZZZ)"),
                x12("a bomb of segments", X12.replace("PO1*1", "PO1*1~".repeat(101_000)), "too-large", "segment"),
                x12(
                        "a 997",
                        X12.replace("GS*PO", "GS*FA")
                                .replace("ST*850", "ST*997")
                                .replace("BEG*00*SA*BAD-1**20260302", "AK1*PO*905")
                                .replace("PO1*1*5*EA*9.75**VP*A", "AK9*A*1*1*1"),
                        "not-allowed",
                        "segment 3 (ST) element 1"),
                edifact(
                        "a CONTRL",
                        EDIFACT.replace("ORDERS:D:96A:UN", "CONTRL:3:1:UN").getBytes(UTF_8),
                        "not-allowed",
                        "segment 2 (UNH) element 2 component 1"),
                edifact("no envelope of EDIFACT", "BGM+220+BAD-1'".getBytes(UTF_8), "syntax", "character 1"),
                edifact(
                        "a wrong count of EDIFACT",
                        EDIFACT.replace("UNT+7", "UNT+8").getBytes(UTF_8),
                        "wrong-control",
                        "segment 8 (UNT) element 1"),
                edifact(
                        "an encoding that EDIFACT does not say",
                        EDIFACT.replace("BAD-1", "B\u00c4D-1").getBytes(ISO_8859_1),
                        "wrong-encoding",
                        "byte "),
                idoc("XML that does not close", "<ORDERS05><IDOC></ORDERS05>", "syntax", "line 1, column 19"),
                new Bad(
                        "XML in another encoding than it says",
                        "sap-idoc-orders05",
                        "application/xml",
                        XML.formatted("\u00fc").getBytes(ISO_8859_1),
                        "wrong-encoding",
                        "byte 17"),
                idoc(
                        "entities that expand",
                        "<!DOCTYPE a [<!ENTITY x \"" + "x".repeat(1_000) + "\"><!ENTITY y \"" + "&x;".repeat(1_000)
                                + "\">]>" + XML.formatted("&y;&y;&y;"),
                        "not-allowed",
                        "line 1"),
                idoc(
                        "a file of the service as an entity",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + XML.formatted("&x;"),
                        "not-allowed",
                        "line 1"),
                idoc("XML nested deep", XML.formatted("<a>".repeat(100_000)), "too-deep", "line 1, column "),
                shop("JSON cut off", "{\"id\": 1", "syntax", "line 1, column "),
                shop("JSON nested deep", "{\"a\":" + "[".repeat(100_000), "too-deep", "line 1, column "),
                shop("a bomb of values", "{\"a\": [" + "1,".repeat(300_000) + "1]}", "too-large", "line 1, column "),
                shop(
                        "a number that would become long",
                        "{\"id\": 1, \"name\": \"BAD\", \"updated_at\": \"2026-03-02T00:00:00Z\", \"customer\": {\"id\": 1},"
                                + " \"subtotal_price\": \"1e99999999\", \"line_items\": [{\"id\": 1, \"sku\": \"A\", \"quantity\": 1}]}",
                        "unfit",
                        "/subtotal_price"),
                shop("a document in a document", "{\"document\": {\"document\": {}}}", "required", ""),
                Bad.of(
                        "rows that do not fit their head",
                        "netsuite-csv",
                        "text/csv",
                        "a,b\n1,2,3\n",
                        "syntax",
                        "row 2"),
                Bad.of("nothing at all", "netsuite-csv", "text/csv", "", "syntax", "row 1"));
    }

    @TestFactory
    Stream<DynamicTest> each_is_told_at_its_place_and_nothing_is_recorded() {
        return documents().stream()
                .map(bad -> dynamicTest(bad.name(), () -> {
                    String before = newest();
                    Response answer = Contract.bad()
                            .header("Content-Type", bad.type())
                            .body(bad.document())
                            .post("/v1/decisions?mapping=" + bad.mapping());
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                    assertThat(answer.jsonPath().getString("errors[0].code")).isEqualTo(bad.code());
                    if (!bad.source().isEmpty()) {
                        assertThat(answer.jsonPath().getString("errors[0].source"))
                                .startsWith(bad.source());
                    }
                    assertThat(answer.jsonPath().getString("errors[0].message")).isNotBlank();
                    assertThat(answer.asString()).doesNotContain("root:", "Exception");
                    assertThat(newest()).isEqualTo(before);
                }));
    }

    @Test
    void a_document_of_200_mib_is_refused_before_it_is_read() throws IOException {
        String before = newest();
        // Whoever goes on sending may lose the refusal with the connection, but never gets an answer to the document.
        assertThat(posted("Content-Length: " + ((long) LARGE_MIB << 20) + "\r\n", new byte[1 << 20], LARGE_MIB))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(answer).contains(" 413 ").contains("too-large"));
        assertThat(newest()).isEqualTo(before);
    }

    @Test
    void a_document_that_unpacks_to_200_mib_is_refused() throws IOException {
        String before = newest();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(US_ASCII);
            for (int i = 0; i < LARGE_MIB; i++) {
                gzip.write(blanks);
            }
        }
        assertThat(posted(
                        String.format(Locale.ROOT, "Content-Encoding: gzip\r\nContent-Length: %d\r\n", packed.size()),
                        packed.toByteArray(),
                        1))
                .contains(" 413 ")
                .contains("too-large");
        assertThat(newest()).isEqualTo(before);
    }

    /** The newest decision; nothing else decides while this test runs. */
    private static String newest() {
        return Contract.good()
                .queryParam("limit", 1)
                .get("/v1/decisions")
                .jsonPath()
                .getList("decisions")
                .toString();
    }

    private String posted(String headers, byte[] body, int times) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/decisions?mapping=x12-850 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Type: application/edi-x12\r\n" + headers + "\r\n")
                    .getBytes(US_ASCII));
            try {
                for (int i = 0; i < times; i++) {
                    out.write(body);
                }
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
            } catch (SocketException closed) {
                return "";
            }
        }
    }
}
