package dev.docket.order;

import dev.docket.order.constraint.Text;
import org.jspecify.annotations.Nullable;

/** Where the order was entered. */
public record Source(
        @Text @Nullable String system, @Nullable Channel channel) {}
