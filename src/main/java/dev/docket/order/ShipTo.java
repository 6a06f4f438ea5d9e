package dev.docket.order;

import dev.docket.order.constraint.CountryCode;
import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.Text;
import org.jspecify.annotations.Nullable;

/** Where the goods go. */
public record ShipTo(
        @Id @Nullable String partyId,
        @Text @Nullable String name,
        @CountryCode @Nullable String country,
        @Text @Nullable String region,
        @Text @Nullable String postalCode,
        @Nullable Boolean residential,
        @Nullable Boolean poBox,
        @Nullable Boolean freightForwarder,
        @Nullable Boolean sameAsBillTo,
        @Nullable AddressValidation validation) {}
