package clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import clients.okhttp.ApiClient;
import clients.okhttp.ApiException;
import clients.okhttp.api.DecisionsApi;
import clients.okhttp.api.RecordsApi;
import clients.okhttp.model.Checkpoint;
import clients.okhttp.model.Customer;
import clients.okhttp.model.DecisionPage;
import clients.okhttp.model.Disposition;
import clients.okhttp.model.Feedback;
import clients.okhttp.model.Line;
import clients.okhttp.model.Order;
import clients.okhttp.model.OrderSnapshot;
import clients.okhttp.model.RecordedDecision;
import clients.okhttp.model.Record;
import clients.okhttp.model.Replay;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The generated client with nothing set but what is required: what it sends by itself must be accepted. */
class OkhttpClientTest {
    private final ApiClient client = withKey();
    private final DecisionsApi decisions = new DecisionsApi(client);
    private final RecordsApi records = new RecordsApi(client);

    private static ApiClient client() {
        ApiClient client = new ApiClient();
        client.setBasePath(System.getProperty("docket.url"));
        return client;
    }

    private static ApiClient withKey() {
        ApiClient client = client();
        client.setBearerToken(System.getProperty("docket.key"));
        return client;
    }

    @Test
    void is_refused_without_an_api_key() {
        DecisionsApi stranger = new DecisionsApi(client());
        ApiException refused = assertThrows(
                ApiException.class,
                () -> stranger.decide(order(UUID.randomUUID().toString(), 100), null, null, null, null));
        assertEquals(401, refused.getCode());
    }

    private static OrderSnapshot order(String requestId, int netAmount) {
        Line line = new Line().lineId("1").itemId("BOLT-M8").orderedQty(BigDecimal.TEN).unitPrice(BigDecimal.TEN);
        Order order = new Order()
                .orderId("SO-" + requestId)
                .currency("USD")
                .createdAt(OffsetDateTime.parse("2026-03-02T10:00:00+01:00"))
                .netAmount(BigDecimal.valueOf(netAmount))
                .addLinesItem(line);
        return new OrderSnapshot()
                .requestId(requestId)
                .checkpoint(OrderSnapshot.CheckpointEnum.ENTRY)
                .order(order)
                .customer(new Customer().customerId("C-100"));
    }

    @Test
    void decides_and_decides_the_same_again() throws ApiException {
        OrderSnapshot order = order(UUID.randomUUID().toString(), 100);
        RecordedDecision first = decisions.decide(order, null, null, null, null);
        RecordedDecision again = decisions.decide(order, null, null, null, null);

        assertEquals(RecordedDecision.StatusEnum.NEW, first.getStatus());
        assertEquals(RecordedDecision.StatusEnum.DUPLICATE, again.getStatus());
        assertEquals(Record.StateEnum.RECORDED, first.getRecord().getState());
        assertEquals(first.getDecisionId(), decisions.readDecision(first.getDecisionId(), null, null).getDecisionId());
    }

    @Test
    void other_content_under_the_same_id_is_a_conflict() throws ApiException {
        String requestId = UUID.randomUUID().toString();
        decisions.decide(order(requestId, 100), null, null, null, null);
        ApiException conflict =
                assertThrows(ApiException.class, () -> decisions.decide(order(requestId, 101), null, null, null, null));
        assertEquals(409, conflict.getCode());
    }

    @Test
    void searches_with_typed_filters() throws ApiException {
        OrderSnapshot order = order(UUID.randomUUID().toString(), 100);
        RecordedDecision decided = decisions.decide(order, "full", null, null, null);
        Disposition disposition = decided.getRecommendation().getDisposition();
        DecisionPage page = records.findDecisions(
                order.getOrder().getOrderId(), null, null, null, Checkpoint.ENTRY, disposition, null, null, null, null, null,
                OffsetDateTime.parse("2026-01-01T00:00:00+01:00"), null, "oldest", 10, null, null, "none", null, null, null, null);
        assertEquals(1, page.getDecisions().size());
        assertFalse(page.getHasMore());
        assertNotNull(page.getNext());
    }

    @Test
    void reports_an_outcome_and_replays() throws ApiException {
        String id = decisions.decide(order(UUID.randomUUID().toString(), 100), null, null, null, null).getDecisionId();
        Feedback feedback = new Feedback().outcome(Feedback.OutcomeEnum.RELEASED);
        assertEquals("RELEASED", records.recordOutcome(id, feedback).getOutcome());
        assertEquals(Replay.VerdictEnum.SAME, decisions.replayDecision(id, null).getVerdict());
    }
}
