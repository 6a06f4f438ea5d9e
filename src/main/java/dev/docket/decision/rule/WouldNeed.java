package dev.docket.decision.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one input that makes a condition hold, with every other input as it is.
 *
 * @param path the input's path, such as {@code order.lines[2].availableQty}
 * @param range the sufficient values
 * @param fires whether the whole rule then fires; otherwise only this condition is known to hold
 */
public record WouldNeed(String path, Range range, boolean fires) {

    /** Sufficient values of an input. Where bounds had to be rounded, a few more values would also do. */
    public sealed interface Range {
        /** Numbers, dates or timestamps from {@code low} to {@code high}; at least one bound is present. */
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
