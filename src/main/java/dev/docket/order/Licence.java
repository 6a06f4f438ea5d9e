package dev.docket.order;

import dev.docket.order.constraint.Text;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** A licence that the customer holds. */
public record Licence(
        @NotNull @Text String type,
        @NotNull @Text String region,
        @NotNull LocalDate expiresOn) {}
