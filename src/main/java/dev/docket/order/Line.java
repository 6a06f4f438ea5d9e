package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.CodePoints;
import dev.docket.order.constraint.DayCount;
import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.Rate;
import dev.docket.order.constraint.SignedAmount;
import dev.docket.order.constraint.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One order line. */
public record Line(
        @NotNull @Id String lineId,
        @NotNull @Id String itemId,
        @Nullable ItemStatus itemStatus,
        @Text @Nullable String category,
        @Text @Nullable String uom,
        @NotNull @OrderedQuantity BigDecimal orderedQty,
        @Amount @Nullable BigDecimal availableQty,
        @Amount @Nullable BigDecimal allocatedQty,
        @Amount @Nullable BigDecimal pickedQty,
        @Amount @Nullable BigDecimal packMultiple,
        @Amount @Nullable BigDecimal maxQty,
        @Amount @Nullable BigDecimal meanQty90d,
        @SignedAmount @Nullable BigDecimal unitPrice,
        @Amount @Nullable BigDecimal contractPrice,
        @Amount @Nullable BigDecimal unitCost,
        @Nullable Boolean noCharge,
        @Nullable Boolean onContract,
        @Nullable LocalDate restockEta,
        @DayCount @Nullable Integer leadTimeDays,
        @Id @Nullable String supplierId,
        @Rate @Nullable BigDecimal supplierLateRate,
        @Amount @Nullable BigDecimal allocationQuotaRemaining,
        @Percentage @Nullable BigDecimal cycleCountVariancePct,
        @Valid @Nullable Lot lot,
        @Nullable List<@Valid AlternateNode> alternateNodes,
        @Nullable List<@Valid Substitute> substitutes,
        @Valid @Nullable Hazmat hazmat,
        @Text @Nullable String eccn,
        @Text @Nullable String licenceException,
        @Text @Nullable String regulatedLicenceType,
        @Nullable SortedMap<String, Object> attributes)
        implements Attributed {
    public Line {
        attributes = Attributed.copy(attributes);
        alternateNodes = alternateNodes == null ? null : List.copyOf(alternateNodes);
        substitutes = substitutes == null ? null : List.copyOf(substitutes);
    }

    /** Ordered quantity times unit price. */
    @Derived("unitPrice")
    public @Nullable BigDecimal extendedPrice() {
        return unitPrice == null ? null : orderedQty.multiply(unitPrice);
    }

    /** Ordered quantity times unit cost. */
    @Derived("unitCost")
    public @Nullable BigDecimal extendedCost() {
        return unitCost == null ? null : orderedQty.multiply(unitCost);
    }

    /** Whether less is known to be available than was ordered. */
    public boolean isKnownShort() {
        return availableQty != null && availableQty.compareTo(orderedQty) < 0;
    }

    /** Whether it is known to be free of charge; absent counts as not. */
    @Derived(
            value = {},
            counts = "noCharge")
    public boolean isFreeOfCharge() {
        return Boolean.TRUE.equals(noCharge);
    }

    /** How many substitutes are known. */
    @Derived("substitutes")
    public @Nullable Integer substituteCount() {
        return substitutes == null ? null : substitutes.size();
    }

    /** How far the unit price is from the contract price, without sign. */
    @Derived({"contractPrice", "unitPrice"})
    public @Nullable BigDecimal contractPriceGap() {
        return contractPrice == null || unitPrice == null
                ? null
                : unitPrice.subtract(contractPrice).abs();
    }

    /** The quantity left for later if everything available ships now. */
    @Derived("availableQty")
    public @Nullable BigDecimal backorderQty() {
        return availableQty == null ? null : orderedQty.subtract(availableQty);
    }

    /** The ordered quantity, rounded up to the next multiple of the pack; absent without a pack multiple above zero. */
    @Derived("packMultiple")
    public @Nullable BigDecimal roundedUpQty() {
        if (packMultiple == null || packMultiple.signum() == 0) {
            return null;
        }
        BigDecimal[] packsAndRest = orderedQty.divideAndRemainder(packMultiple);
        return packsAndRest[1].signum() == 0
                ? orderedQty
                : packsAndRest[0].add(BigDecimal.ONE).multiply(packMultiple);
    }

    /** The cheapest other warehouse that has the whole ordered quantity (ties: node id), if there is one. */
    @Derived(value = "alternateNodes", searches = true)
    public @Nullable AlternateNode cheapestCoveringNode() {
        if (alternateNodes == null) {
            return null;
        }
        return alternateNodes.stream()
                .filter(node -> node.availableQty().compareTo(orderedQty) >= 0)
                .min(Comparator.comparing(AlternateNode::extraCost)
                        .thenComparing(AlternateNode::nodeId, CodePoints.ORDER))
                .orElse(null);
    }

    /**
     * The substitute to send for the whole line under a policy: the lowest rank (ties: item id) among those of which
     * enough is available and, unless any is allowed, that are equivalent.
     */
    @Derived(value = "substitutes", searches = true)
    public @Nullable Substitute bestSubstitute(@Nullable SubstitutionPolicy policy) {
        if (substitutes == null || policy == null) {
            return null;
        }
        return substitutes.stream()
                .filter(substitute -> substitute.equivalent() || policy == SubstitutionPolicy.ALTERNATE)
                .filter(substitute -> substitute.availableQty().compareTo(orderedQty.multiply(substitute.ratio())) >= 0)
                .min(Comparator.comparing(Substitute::rank).thenComparing(Substitute::itemId, CodePoints.ORDER))
                .orElse(null);
    }
}
