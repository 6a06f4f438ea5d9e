package dev.docket.order;

import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.TimeZoneId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse that is to ship.
 *
 * @param timeZone where its calendar days begin and end, an IANA id such as {@code America/New_York}
 */
public record Warehouse(
        @Id @Nullable String nodeId,
        @TimeZoneId @Nullable String timeZone,
        @Percentage @Nullable BigDecimal capacityUsedPct) {}
