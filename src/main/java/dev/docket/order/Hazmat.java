package dev.docket.order;

import dev.docket.order.constraint.Text;
import org.jspecify.annotations.Nullable;

/** Dangerous-goods data of the item. */
public record Hazmat(
        @Text @Nullable String unNumber,
        @Text @Nullable String hazardClass,
        @Nullable Boolean cargoAircraftOnly,
        @Nullable Boolean sdsOnFile) {}
