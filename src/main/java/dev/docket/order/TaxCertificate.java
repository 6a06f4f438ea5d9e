package dev.docket.order;

import dev.docket.order.constraint.Text;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The customer's proof of tax exemption. */
public record TaxCertificate(
        @Text @Nullable String number, @Nullable LocalDate expiresOn) {}
