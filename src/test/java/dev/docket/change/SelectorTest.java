package dev.docket.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.change.Selector.Traits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectorTest {
    private static final Traits ORDER = new Traits("DC-1", "EDI", "SAP", "RETAIL", "C-1");

    private static Selector warehouses(@Nullable Integer share, String... names) {
        return new Selector(List.of(names), List.of(), List.of(), List.of(), share);
    }

    private static Selector share(int share) {
        return warehouses(share);
    }

    private static Set<String> customers(String changeId, Selector selector) {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> "customer-" + i)
                .filter(customer -> selector.matches(changeId, new Traits("", "", "", "", customer)))
                .collect(Collectors.toSet());
    }

    @Test
    void one_word_of_every_list_is_needed() {
        assertThat(warehouses(null, "DC-2", "DC-1").matches("c-1", ORDER)).isTrue();
        assertThat(warehouses(null, "DC-2").matches("c-1", ORDER)).isFalse();
        assertThat(new Selector(List.of("DC-1"), List.of("EDI"), List.of("SAP"), List.of("RETAIL"), null)
                        .matches("c-1", ORDER))
                .isTrue();
        assertThat(new Selector(List.of("DC-1"), List.of("WEB"), List.of(), List.of(), null).matches("c-1", ORDER))
                .isFalse();
    }

    @Test
    void a_share_is_about_that_share_of_the_customers() {
        assertThat(customers("c-1", share(50)).size()).isBetween(900, 1_100);
        assertThat(customers("c-1", share(1000))).hasSize(20_000);
    }

    @Test
    void raising_the_share_never_moves_a_customer_back() {
        Set<String> before = Set.of();
        for (int share : List.of(1, 5, 50, 51, 200, 999, 1000)) {
            Set<String> now = customers("c-1", share(share));
            assertThat(now).containsAll(before);
            before = now;
        }
    }

    @Test
    void another_change_tries_other_customers_first() {
        Set<String> both = customers("c-1", share(100));
        both.retainAll(customers("c-2", share(100)));

        assertThat(both.size()).isBetween(100, 300);
    }

    @Test
    void who_is_in_a_share_stays_as_documented() {
        // The first 64 bits of SHA-256("c-1\nC-1") as a fraction: 0.7016
        assertThat(IntStream.rangeClosed(1, 1000)
                        .filter(share -> share(share).matches("c-1", ORDER))
                        .min())
                .hasValue(702);
    }

    @Test
    void it_says_in_words_what_it_selects() {
        assertThat(new Selector(List.of("DC-1", "DC-2"), List.of("EDI"), List.of(), List.of(), 55))
                .hasToString("warehouse DC-1 or DC-2 and channel EDI and 5.5 % of the customers");
    }
}
