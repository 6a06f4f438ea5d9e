package dev.docket.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request: an order at a checkpoint, with all that is known about it. */
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
        @Nullable List<@Valid Hold> holds) {
    public OrderSnapshot {
        signals = signals == null ? null : List.copyOf(signals);
        holds = holds == null ? null : List.copyOf(holds);
    }

    /** The same snapshot with its moment of decision settled: its own {@code asOf}, else the time of receipt. */
    public OrderSnapshot receivedAt(Instant receipt) {
        return asOf != null
                ? this
                : new OrderSnapshot(
                        requestId,
                        checkpoint,
                        receipt,
                        source,
                        order,
                        customer,
                        shipTo,
                        screening,
                        shipment,
                        warehouse,
                        signals,
                        holds);
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
     * The UTC calendar date of the decision.
     *
     * @throws IllegalStateException if {@code asOf} is not settled yet
     */
    public LocalDate asOfDate() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
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
