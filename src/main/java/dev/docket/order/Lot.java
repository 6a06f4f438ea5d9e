package dev.docket.order;

import dev.docket.order.constraint.Text;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The stock lot allocated to a line. */
public record Lot(
        @Text @Nullable String number,
        @Nullable LocalDate expiresOn,
        @Nullable LotStatus status) {}
