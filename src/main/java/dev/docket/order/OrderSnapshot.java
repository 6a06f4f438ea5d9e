package dev.docket.order;

import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.TimeZoneId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request: an order at a checkpoint, with all that is known about it.
 *
 * @param asOf the moment of decision; absent until it is settled as the time of receipt
 * @param zone where the calendar date of {@code asOf} is taken; settled, never sent
 */
public record OrderSnapshot(
        @NotNull @Id String requestId,
        @NotNull Checkpoint checkpoint,
        @Nullable Instant asOf,
        @Valid @Nullable Source source,
        @NotNull @Valid Order order,
        @NotNull @Valid Customer customer,
        @Valid @Nullable ShipTo shipTo,
        @Valid @Nullable Screening screening,
        @Valid @Nullable Shipment shipment,
        @Valid @Nullable Warehouse warehouse,
        @Nullable List<@Valid Signal> signals,
        @Nullable List<@Valid Hold> holds,
        @Settled @Nullable ZoneId zone) {
    public OrderSnapshot {
        signals = signals == null ? null : List.copyOf(signals);
        holds = holds == null ? null : List.copyOf(holds);
    }

    /** The same snapshot with a settled {@code asOf}: its own, or else the time of receipt. */
    public OrderSnapshot receivedAt(Instant receipt) {
        return asOf != null ? this : settled(receipt, zone);
    }

    /** The same snapshot with its calendar settled: the warehouse's time zone, else this one. */
    public OrderSnapshot inZone(ZoneId otherwise) {
        return zone != null ? this : settled(asOf, warehouseZone(otherwise));
    }

    /** The same snapshot under another request id. */
    public OrderSnapshot under(String id) {
        return with(id, asOf, zone);
    }

    private OrderSnapshot settled(@Nullable Instant moment, @Nullable ZoneId calendar) {
        return with(requestId, moment, calendar);
    }

    private OrderSnapshot with(String id, @Nullable Instant moment, @Nullable ZoneId calendar) {
        return new OrderSnapshot(
                id,
                checkpoint,
                moment,
                source,
                order,
                customer,
                shipTo,
                screening,
                shipment,
                warehouse,
                signals,
                holds,
                calendar);
    }

    private ZoneId warehouseZone(ZoneId otherwise) {
        return warehouse == null || warehouse.timeZone() == null
                ? otherwise
                : TimeZoneId.Known.zone(warehouse.timeZone());
    }

    /** Whether the order and the credit account count in one currency; an absent currency counts as the other's. */
    @Derived(
            value = {},
            counts = {"order.currency", "customer.credit.currency"})
    public boolean isInCurrency() {
        Credit credit = customer.credit();
        return credit == null
                || credit.currency() == null
                || order.currency() == null
                || credit.currency().equals(order.currency());
    }

    /** Which of these fields are absent; a path over lines is absent on each line that lacks it. */
    @Derived(
            value = {},
            searches = true)
    public AbsentInputs absentOf(List<RequestPath> paths) {
        List<String> absent = new ArrayList<>();
        for (RequestPath path : paths) {
            path.visit(this, (indexedPath, value) -> {
                if (value == null) {
                    absent.add(indexedPath);
                }
            });
        }
        return new AbsentInputs(absent);
    }

    /** The region that the goods go to; absent without an address or without a region in it. */
    @Derived("shipTo.region")
    public @Nullable String shipToRegion() {
        return shipTo == null ? null : shipTo.region();
    }

    /**
     * The calendar date of the decision, in the settled zone; before that is settled, the warehouse's or UTC.
     *
     * @throws IllegalStateException if {@code asOf} is not settled yet
     */
    public LocalDate asOfDate() {
        return LocalDate.ofInstant(now(), calendar());
    }

    /** Where the order's days are counted: in the settled zone; before that is settled, the warehouse's or UTC. */
    public ZoneId calendar() {
        return zone != null ? zone : warehouseZone(ZoneOffset.UTC);
    }

    /**
     * The moment of the decision, the only "now" there is.
     *
     * @throws IllegalStateException if {@code asOf} is not settled yet
     */
    public Instant now() {
        if (asOf == null) {
            throw new IllegalStateException("asOf is not settled: call receivedAt first");
        }
        return asOf;
    }
}
