package dev.docket.service.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OtherValueTest {
    private static final String ORDER =
            "{\"order\":{\"taxExempt\":false,\"lines\":[{\"qty\":1},{\"qty\":2}]},\"customer\":{\"status\":\"HOLD\"}}";

    @Test
    void a_value_is_put_in_the_place_of_one_of_its_kind() throws Exception {
        ObjectNode request = request();

        assertThat(OtherValue.put(request, "order.lines[1].qty", "12.50")).isEmpty();
        assertThat(OtherValue.put(request, "order.taxExempt", "true")).isEmpty();
        assertThat(OtherValue.put(request, "customer.status", "ACTIVE")).isEmpty();

        assertThat(request.toString())
                .isEqualTo(ORDER.replace("\"qty\":2", "\"qty\":12.50")
                        .replace("false", "true")
                        .replace("HOLD", "ACTIVE"));
    }

    @Test
    void nothing_is_put_where_the_order_has_no_value_or_one_of_another_kind() throws Exception {
        ObjectNode request = request();

        for (String path : new String[] {
            "order.lines[7].qty", "order.lines", "order", "", "order..qty", "order.lines[x].qty", "shipTo.country"
        }) {
            assertThat(OtherValue.put(request, path, "1")).as(path).isPresent();
        }
        for (String number : new String[] {"", "1e9", "NaN", "<b>", "1,5", "9".repeat(400)}) {
            assertThat(OtherValue.put(request, "order.lines[0].qty", number))
                    .as(number)
                    .isPresent();
        }
        assertThat(request.toString()).isEqualTo(ORDER);
    }

    private static ObjectNode request() throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(ORDER);
    }
}
