package dev.docket.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one input that makes a condition hold, with every other input as it is.
 *
 * @param path where the input stands, as {@code order.lines[2].availableQty}
 * @param range the values that do
 * @param fires whether the whole rule fires with any of them; otherwise only this condition is known to hold
 */
public record WouldNeed(String path, Range range, boolean fires) {

    /** Values of an input. Each of them does; where numbers had to be rounded, a few more would do too. */
    public sealed interface Range {
        /** Numbers, dates or moments from {@code low} to {@code high}; at least one of both is there. */
        record Between(
                @Nullable Object low,
                boolean lowIncluded,
                @Nullable Object high,
                boolean highIncluded) implements Range {}

        /** One of these. */
        record OneOf(List<Object> values) implements Range {
            public OneOf {
                values = List.copyOf(values);
            }
        }

        /** Anything but these. */
        record NoneOf(List<Object> values) implements Range {
            public NoneOf {
                values = List.copyOf(values);
            }
        }

        /** Any value. */
        record Present() implements Range {}

        /** No value. */
        record Absent() implements Range {}
    }
}
