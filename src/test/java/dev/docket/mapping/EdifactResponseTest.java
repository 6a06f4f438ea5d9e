package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.ShippedMappings;
import dev.docket.mapping.answer.EdifactResponse;
import dev.docket.mapping.document.Documents;
import dev.docket.mapping.document.Format;
import dev.docket.mapping.document.Piece;
import dev.docket.mapping.document.SegmentPlan;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlMistakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EdifactResponseTest {
    private static final String ORDER = """
            UNA:+.? '
            UNB+UNOC:3+5412345000013:14+4012345000094:14+260302:1011+REF1'
            UNH+1+ORDERS:D:96A:UN:EAN008'
            BGM+220+PO?'9931+9'
            DTM+137:202603021011:203'
            NAD+BY+5412345000013::9'
            NAD+SU+4012345000094::9'
            LIN+1++4000862141404:EN'
            PIA+1+BOLT-M8:SA'
            QTY+21:48:PCE'
            LIN+2++4000862141411:EN'
            QTY+21:100'
            UNS+S'
            UNT+12+1'
            UNZ+1+REF1'
            """;

    private static final String EXPECTED = """
            UNA:+.? '
            UNB+UNOC:3+4012345000094:14+5412345000013:14+260302:1700+REF1'
            UNH+1+ORDRSP:D:96A:UN'
            BGM+231+PO?'9931+4'
            DTM+137:202603021700:203'
            RFF+ON:PO?'9931'
            NAD+BY+5412345000013::9'
            NAD+SU+4012345000094::9'
            LIN+1+3+4000862141404:EN'
            PIA+1+BOLT-M8:SA'
            QTY+21:48:PCE'
            RFF+LI:PO?'9931:1'
            LIN+2+5+4000862141411:EN'
            QTY+21:100'
            RFF+LI:PO?'9931:2'
            UNS+S'
            CNT+2:2'
            UNT+16+1'
            UNZ+1+REF1'
            """;

    private static String answer(String order, String disposition, String actions) throws IOException {
        String decision =
                "{\"decidedAt\": \"2026-03-02T17:00:00Z\", \"recommendation\": {\"disposition\": \"%s\", \"actions\": [%s]}}"
                        .formatted(disposition, actions);
        return EdifactResponse.of(DocumentReader.decided(
                Objects.requireNonNull(ShippedMappings.all().get("edifact-orders")),
                order.getBytes(StandardCharsets.ISO_8859_1),
                new ObjectMapper().readTree(decision)));
    }

    @Test
    void a_line_that_would_change_is_changed_and_the_others_are_accepted() throws IOException {
        assertThat(answer(ORDER, "RELEASE_WITH_CONDITIONS", """
                        {"type": "SUBSTITUTE", "class": "CHANGE", "lineId": "1"},
                        {"type": "CANCEL_LINE", "class": "CHANGE", "lineId": "2", "waivedBy": "x"}
                        """)).isEqualTo(EXPECTED);
    }

    @Test
    void an_order_is_accepted_refused_or_not_processed_yet() throws IOException {
        assertThat(answer(ORDER, "RELEASE", ""))
                .contains("BGM+231+PO?'9931+29'")
                .contains("LIN+1+5+");
        assertThat(answer(ORDER, "REJECT", "")).contains("BGM+231+PO?'9931+27'").contains("LIN+1+7+");
        assertThat(answer(ORDER, "HOLD", "")).contains("BGM+231+PO?'9931+12'").contains("LIN+1+4+");
    }

    @Test
    void the_answer_is_an_interchange_whose_counts_are_right() throws IOException {
        YamlMistakes mistakes = new YamlMistakes();
        SegmentPlan plan = SegmentPlan.read(
                YamlFile.root("plan: [BGM, DTM, RFF, NAD, {LIN: [PIA, QTY, RFF]}, {UNS: [CNT]}]", mistakes)
                        .required("plan"));
        assertThat(mistakes.isEmpty()).isTrue();
        List<Piece> messages = Documents.read(
                Format.EDIFACT, answer(ORDER, "RELEASE", "").getBytes(StandardCharsets.ISO_8859_1), plan);
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().named("LIN")).hasSize(2);
    }

    @Test
    void a_test_interchange_is_answered_with_a_test_interchange() throws IOException {
        assertThat(answer(ORDER.replace("+REF1'\nUNH", "+REF1++++++1'\nUNH"), "RELEASE", ""))
                .contains(":1700+REF1++++++1'");
    }
}
