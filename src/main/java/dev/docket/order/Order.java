package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.Count;
import dev.docket.order.constraint.CurrencyCode;
import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.SignedAmount;
import dev.docket.order.constraint.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order itself. */
@NegativeOnlyInReturns
public record Order(
        @NotNull @Id String orderId,
        @Min(1) @Nullable Integer version,
        @Nullable OrderType type,
        @Nullable OrderStatus status,
        @Text @Nullable String purchaseOrderNo,
        @Text @Nullable String contractNo,
        @CurrencyCode @Nullable String currency,
        @Nullable Instant createdAt,
        @Nullable LocalDate requestedDeliveryDate,
        @Nullable LocalDate promisedDeliveryDate,
        @Nullable LocalDate cancelAfter,
        @SignedAmount @Nullable BigDecimal netAmount,
        @SignedAmount @Nullable BigDecimal grossAmount,
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
        @NotNull @Size(min = 1, max = 2000) @DistinctLineIds List<@Valid Line> lines,
        @Nullable SortedMap<String, Object> attributes)
        implements Attributed {
    public Order {
        attributes = Attributed.copy(attributes);
        possibleDuplicates = possibleDuplicates == null ? null : List.copyOf(possibleDuplicates);
        // An incomplete request is still built, so that all its problems can be reported at once.
        lines = lines == null ? lines : List.copyOf(lines);
    }

    /** The type; absent counts as STANDARD. */
    @Derived(
            value = {},
            counts = "type")
    public OrderType typeOrStandard() {
        return type == null ? OrderType.STANDARD : type;
    }

    /** Whether something is sold: no return and no transfer between own warehouses. */
    @Derived(
            value = {},
            counts = "type")
    public boolean isSale() {
        return typeOrStandard() != OrderType.RMA && typeOrStandard() != OrderType.TRANSFER;
    }

    /**
     * What the order adds to the customer's debt: on account (also when no payment method is given) the net amount less
     * what is prepaid, not below 0; by any other payment method nothing. Absent while the net amount is needed and absent.
     */
    @Derived(
            value = "netAmount",
            counts = {"paymentMethod", "prepaidAmount"})
    public @Nullable BigDecimal atRisk() {
        if (paymentMethod != null && paymentMethod != PaymentMethod.ON_ACCOUNT) {
            return BigDecimal.ZERO;
        }
        return netAmount == null ? null : lessPrepaid(netAmount).max(BigDecimal.ZERO);
    }

    /** What a payment must still cover: the gross amount less what is prepaid. */
    @Derived(value = "grossAmount", counts = "prepaidAmount")
    public @Nullable BigDecimal unpaidGrossAmount() {
        return grossAmount == null ? null : lessPrepaid(grossAmount);
    }

    private BigDecimal lessPrepaid(BigDecimal amount) {
        return prepaidAmount == null ? amount : amount.subtract(prepaidAmount);
    }

    /** The net amount, 0 where it is below 0. */
    @Derived("netAmount")
    public @Nullable BigDecimal netAmountFromZero() {
        return netAmount == null ? null : netAmount.max(BigDecimal.ZERO);
    }

    /** How many shipments were made; absent counts as none. */
    @Derived(
            value = {},
            counts = "shipmentsSoFar")
    public int shipmentsMade() {
        return shipmentsSoFar == null ? 0 : shipmentsSoFar;
    }

    /** The last day of the tax certificate; absent without a certificate or without a date on it. */
    @Derived("taxCertificate.expiresOn")
    public @Nullable LocalDate taxCertificateExpiresOn() {
        return taxCertificate == null ? null : taxCertificate.expiresOn();
    }

    /** What the order brings in: the sum of ordered quantity times unit price; absent while a line's price is. */
    @Derived(value = "lines[].unitPrice", searches = true)
    public @Nullable BigDecimal revenue() {
        return sum(lines, Line::extendedPrice);
    }

    /** What the order costs: the sum of ordered quantity times unit cost; absent while a line's cost is. */
    @Derived(value = "lines[].unitCost", searches = true)
    public @Nullable BigDecimal cost() {
        return sum(lines, Line::extendedCost);
    }

    /**
     * What the lines come to after the discount of the order, those left out that are free of charge; absent while any
     * line's price is.
     */
    @Derived(
            value = "lines[].unitPrice",
            counts = {"discountPct", "lines[].noCharge"},
            searches = true)
    public @Nullable BigDecimal worth() {
        BigDecimal listed = sum(lines, line -> {
            BigDecimal price = line.extendedPrice();
            return price != null && line.isFreeOfCharge() ? BigDecimal.ZERO : price;
        });
        return listed == null || discountPct == null
                ? listed
                : listed.subtract(listed.multiply(discountPct.movePointLeft(2)));
    }

    private static @Nullable BigDecimal sum(List<Line> lines, Function<Line, @Nullable BigDecimal> amount) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            BigDecimal summand = amount.apply(line);
            if (summand == null) {
                return null;
            }
            sum = sum.add(summand);
        }
        return sum;
    }

    /** How much of the order would ship as substitutes. */
    @Derived(
            value = {"lines[].availableQty", "lines[].substitutes", "substitutionPolicy", "lines[].unitPrice"},
            searches = true)
    public Substitutions substitutions() {
        return Substitutions.of(this);
    }
}
