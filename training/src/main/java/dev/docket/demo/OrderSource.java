package dev.docket.demo;

import dev.docket.order.OrderSnapshot;
import java.util.List;

/**
 * Orders of one origin.
 *
 * @param description where they come from, in words
 * @param licence under which they may be used, empty when nobody needs to be named
 * @param madeUp the paths whose values the origin does not have, and that were made up
 */
record OrderSource(String name, String description, String licence, List<String> madeUp, List<OrderSnapshot> orders) {
    OrderSource {
        madeUp = List.copyOf(madeUp);
        orders = List.copyOf(orders);
    }
}
