package dev.docket.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionBriefTest {
    @Test
    void it_says_what_why_who_and_by_when() throws Exception {
        byte[] answer = Files.readAllBytes(Path.of("api-spec/examples/answers/order-substituted.json"));

        assertThat(new String(DecisionBrief.of(answer), UTF_8))
                .matches("\\{\"decisionId\":\"d-[0-9a-f]{32}\",\"disposition\":\"RELEASE_WITH_CONDITIONS\","
                        + "\"why\":\\[\"INV-404 substitution needed \\(line 20\\)\"],\"who\":\"CUSTOMER_SERVICE\","
                        + "\"dueAt\":\"2026-03-02T13:30:00Z\",\"actions\":\\[\"SUBSTITUTE\"],\"priority\":\"P\\d\"}");
    }

    @Test
    void it_stays_under_a_thousand_bytes_however_much_is_wrong() {
        String exceptions = IntStream.range(0, 2000)
                .mapToObj(i -> "{\"code\":\"INV-" + i + "\",\"name\":\"" + "\u6E90".repeat(90) + "\",\"lineId\":\"1\"}")
                .collect(Collectors.joining(","));
        String answer = """
                {"decisionId":"d-00000000000000000000000000000000","recommendation":{"disposition":"HOLD","queue":"%s","actions":[]},\
                "exceptions":[%s],"priority":{"class":"P1"}}""".formatted("Q".repeat(500), exceptions);

        String brief = new String(DecisionBrief.of(answer.getBytes(UTF_8)), UTF_8);

        assertThat(brief.getBytes(UTF_8)).hasSizeLessThan(1000);
        assertThat(brief).contains(" more\"");
    }

    @Test
    void what_was_waived_is_no_reason() {
        String answer = """
                {"decisionId":"d-0","recommendation":{"disposition":"RELEASE","queue":"NONE","actions":[]},\
                "exceptions":[{"code":"FIN-202","name":"PAST_DUE","waivedBy":"r"}],"priority":{"class":"P4"}}""";

        assertThat(new String(DecisionBrief.of(answer.getBytes(UTF_8)), UTF_8)).contains("\"why\":[]");
    }
}
