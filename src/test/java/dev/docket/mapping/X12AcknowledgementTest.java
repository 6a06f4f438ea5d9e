package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.ShippedMappings;
import dev.docket.mapping.answer.X12Acknowledgement;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class X12AcknowledgementTest {
    private static final String ORDER = """
            ISA*00*          *00*          *ZZ*BUYERCO        *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
            GS*PO*BUYERCO*SELLERCO*20260302*1011*905*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-77123**20260302~
            PO1*1*48*EA*9.75**VP*BOLT-M8~
            PO1*2*12*CA*24**VP*NUT-M8~
            CTT*2~
            SE*6*0001~
            GE*1*905~
            IEA*1*000000905~
            """;

    private static final String EXPECTED = """
            ISA*00*          *00*          *ZZ*SELLERCO       *ZZ*BUYERCO        *260302*1700*U*00401*000000905*0*P*>~
            GS*FA*SELLERCO*BUYERCO*20260302*1700*1*X*004010~
            ST*997*0001~
            AK1*PO*905~
            AK2*850*0001~
            AK5*A~
            AK9*A*1*1*1~
            SE*6*0001~
            GE*1*1~
            GS*PR*SELLERCO*BUYERCO*20260302*1700*2*X*004010~
            ST*855*0001~
            BAK*00*AC*PO-77123*20260302~
            PO1*1*48*EA*9.75**VP*BOLT-M8~
            ACK*BP*48*EA~
            PO1*2*12*CA*24**VP*NUT-M8~
            ACK*IA*12*CA~
            CTT*2~
            SE*8*0001~
            GE*1*2~
            IEA*2*000000905~
            """;

    private static String answer(String disposition, String exceptions) throws IOException {
        String decision =
                "{\"decidedAt\": \"2026-03-02T17:00:00Z\", \"recommendation\": {\"disposition\": \"%s\"}, \"exceptions\": [%s]}"
                        .formatted(disposition, exceptions);
        return X12Acknowledgement.of(DocumentReader.decided(
                Objects.requireNonNull(ShippedMappings.all().get("x12-850")),
                ORDER.getBytes(StandardCharsets.UTF_8),
                new ObjectMapper().readTree(decision)));
    }

    @Test
    void each_line_has_the_code_of_its_gravest_exception() throws IOException {
        assertThat(answer("RELEASE_WITH_CONDITIONS", """
                        {"code": "ORD-103", "severity": 2, "lineId": "1", "crossReferences": {"X12_668": "R3"}},
                        {"code": "INV-401", "severity": 3, "lineId": "1", "crossReferences": {"X12_668": "BP", "X12_892": "01"}},
                        {"code": "INV-402", "severity": 5, "lineId": "2", "waivedBy": "x", "crossReferences": {"X12_668": "IB"}}
                        """)).isEqualTo(EXPECTED);
    }

    @Test
    void a_held_order_holds_its_lines_and_a_rejected_one_rejects_them() throws IOException {
        assertThat(answer("HOLD", "")).contains("BAK*00*AH*").contains("ACK*IH*48*EA~");
        assertThat(answer("REJECT", "")).contains("BAK*00*RD*").contains("ACK*IR*48*EA~");
        assertThat(answer("RELEASE", "")).contains("BAK*00*AD*").contains("ACK*IA*48*EA~");
    }

    /** Read by the library itself: a mapping refuses a 997. */
    @Test
    void the_answer_is_an_interchange_whose_counts_are_right() throws Exception {
        List<String> transactions = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        byte[] answer = answer("RELEASE", "").getBytes(StandardCharsets.UTF_8);
        try (EDIStreamReader reader =
                EDIInputFactory.newFactory().createEDIStreamReader(new ByteArrayInputStream(answer))) {
            while (reader.hasNext()) {
                EDIStreamEvent event = reader.next();
                if (event == EDIStreamEvent.START_TRANSACTION) {
                    transactions.add(reader.getTransactionType());
                } else if (event.isError()) {
                    wrong.add(reader.getErrorType() + " at " + reader.getLocation());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(transactions).containsExactly("997", "855");
    }
}
