package dev.docket.demo;

import dev.docket.order.OrderSnapshot;
import java.util.List;

/**
 * Orders from one source.
 *
 * @param description where they come from, in words
 * @param licence the licence of the data; empty if no attribution is needed
 * @param madeUp the paths the source lacks, whose values are made up
 */
record OrderSource(String name, String description, String licence, List<String> madeUp, List<OrderSnapshot> orders) {
    OrderSource {
        madeUp = List.copyOf(madeUp);
        orders = List.copyOf(orders);
    }
}
