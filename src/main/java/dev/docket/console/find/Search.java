package dev.docket.console.find;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a reader looks for.
 *
 * @param filters by parameter; they are in the address of the page
 * @param text what was typed; it may name a customer, so it is in no address
 */
public record Search(SortedMap<String, String> filters, String text) {
    public static final String WITHIN = "within";
    static final String CURSOR = "cursor";
    private static final String TEXT = "q";
    private static final String SET = "set";
    private static final int LONGEST = 256;

    /** Periods that end now, the shortest first. */
    static final SortedMap<String, Duration> PERIODS = new TreeMap<>(Map.of(
            "1h", Duration.ofHours(1),
            "24h", Duration.ofDays(1),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30)));

    public Search {
        filters = Collections.unmodifiableSortedMap(new TreeMap<>(filters));
    }

    /** Reads the fields of a form, or the query of an address. A field {@code set} changes one filter, as its button says. */
    public static Search of(Map<String, ? extends List<String>> fields) {
        SortedMap<String, String> filters = new TreeMap<>();
        String text = "";
        String change = "";
        for (Map.Entry<String, ? extends List<String>> field : fields.entrySet()) {
            String value = field.getValue().getFirst().strip();
            switch (field.getKey()) {
                case TEXT -> text = value.substring(0, Math.min(LONGEST, value.length()));
                case SET -> change = value;
                default -> {
                    if (!value.isEmpty()) {
                        filters.put(field.getKey(), value);
                    }
                }
            }
        }
        Search search = new Search(filters, text);
        int equals = change.indexOf('=');
        return equals < 0 ? search : search.changed(change.substring(0, equals), change.substring(equals + 1));
    }

    private Search changed(String name, String value) {
        return switch (name) {
            case TEXT -> without(CURSOR).saying("");
            // Days that a reader chose take the place of a period that ends now.
            case "begin" -> without(WITHIN).with("from", value);
            case "end" -> without(WITHIN).with("to", value);
            default -> with(name, value);
        };
    }

    /** With another value of a filter, from its first page on; an empty one takes it away. */
    Search with(String name, String value) {
        SortedMap<String, String> changed = new TreeMap<>(filters);
        if (!name.equals(CURSOR)) {
            changed.remove(CURSOR);
        }
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Search(changed, text);
    }

    Search without(String name) {
        return with(name, "");
    }

    Search saying(String other) {
        return new Search(filters, other);
    }

    /** The address of the filters, without what was typed. */
    public String path() {
        return "/console/decisions" + (filters.isEmpty() ? "" : "?" + query(filters));
    }

    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As the search of the API has it: periods end now. */
    SortedMap<String, String> parameters(Instant now) {
        SortedMap<String, String> parameters = new TreeMap<>(filters);
        String within = parameters.remove(WITHIN);
        Duration period = within == null ? null : PERIODS.get(within);
        if (period != null) {
            parameters.put("from", now.minus(period).toString());
        } else if (within != null) {
            // An unknown word is the search's to refuse.
            parameters.put("from", within);
        }
        return parameters;
    }
}
