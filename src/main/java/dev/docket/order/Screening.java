package dev.docket.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of restricted-party screening. */
public record Screening(
        @Nullable ScreeningStatus status,
        @Nullable ScreeningList list,
        @Nullable Instant screenedAt) {}
