package dev.docket.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order itself. */
public record Order(
        @NotNull @Id String orderId,
        @Min(1) @Nullable Integer version,
        @Nullable OrderType type,
        @Nullable OrderStatus status,
        @Text @Nullable String purchaseOrderNo,
        @Text @Nullable String contractNo,
        @NotNull @CurrencyCode String currency,
        @NotNull Instant createdAt,
        @Nullable LocalDate requestedDeliveryDate,
        @Nullable LocalDate promisedDeliveryDate,
        @Nullable LocalDate cancelAfter,
        @NotNull @Amount BigDecimal netAmount,
        @Amount @Nullable BigDecimal grossAmount,
        @Percentage @Nullable BigDecimal discountPct,
        @Text @Nullable String paymentTerms,
        @Nullable PaymentMethod paymentMethod,
        @Amount @Nullable BigDecimal prepaidAmount,
        @Valid @Nullable PaymentAuthorization paymentAuthorization,
        @Nullable ShipCompletePolicy shipCompletePolicy,
        @Count @Nullable Integer maxShipments,
        @Count @Nullable Integer shipmentsSoFar,
        @Nullable SubstitutionPolicy substitutionPolicy,
        @Nullable AllocationStrategy allocationStrategy,
        @Nullable Boolean taxExempt,
        @Valid @Nullable TaxCertificate taxCertificate,
        @Nullable Boolean changeRequested,
        @Nullable List<@Valid PossibleDuplicate> possibleDuplicates,
        @NotNull @Size(min = 1, max = 500) @DistinctLineIds List<@Valid Line> lines) {
    public Order {
        possibleDuplicates = possibleDuplicates == null ? null : List.copyOf(possibleDuplicates);
        // An incomplete request is still built, so that every problem in it can be told at once.
        lines = lines == null ? lines : List.copyOf(lines);
    }

    /** The type; absent counts as STANDARD. */
    @Derived({})
    public OrderType typeOrStandard() {
        return type == null ? OrderType.STANDARD : type;
    }

    /** The last day of the tax certificate; absent without a certificate or without a date on it. */
    @Derived("taxCertificate.expiresOn")
    public @Nullable LocalDate taxCertificateExpiresOn() {
        return taxCertificate == null ? null : taxCertificate.expiresOn();
    }

    /** What the order brings in: the sum of ordered quantity times unit price. */
    @Derived(
            value = {},
            searches = true)
    public BigDecimal revenue() {
        return lines.stream().map(Line::extendedPrice).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the order costs: the sum of ordered quantity times unit cost; absent while a line's cost is. */
    @Derived(value = "lines[].unitCost", searches = true)
    public @Nullable BigDecimal cost() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            if (line.unitCost() == null) {
                return null;
            }
            sum = sum.add(line.orderedQty().multiply(line.unitCost()));
        }
        return sum;
    }

    /** How much of the order would be sent as substitutes. */
    @Derived(
            value = {"lines[].availableQty", "lines[].substitutes", "substitutionPolicy"},
            searches = true)
    public Substitutions substitutions() {
        return Substitutions.of(this);
    }
}
