package dev.docket.api.change;

import dev.docket.change.Selector;
import dev.docket.service.change.ChangePolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers send to take a step. */
final class Wanted {
    private Wanted() {}

    /** @param candidate the digest of a kept bundle; absent for what the folders hold now */
    record Proposal(
            @NotNull @Size(min = 1, max = 2000) String reason,
            @Size(max = 200) @Nullable String ticket,
            @Size(max = 80) @Nullable String candidate) {}

    record Check(
            @Size(max = 80) @Nullable String candidate,
            @Min(1) @Max(8784) @Nullable Integer replayHours) {}

    /** @param from absent for now */
    record Shadow(@Nullable Instant from) {}

    /** Shares are in percent, with one decimal at most. */
    record Canary(
            @Size(max = 100) @Nullable List<@Size(min = 1, max = 200) String> warehouses,
            @Size(max = 100) @Nullable List<@Size(min = 1, max = 200) String> channels,
            @Size(max = 100) @Nullable List<@Size(min = 1, max = 200) String> sources,
            @Size(max = 100) @Nullable List<@Size(min = 1, max = 200) String> segments,

            @DecimalMin("0.1") @DecimalMax("100") @Digits(integer = 3, fraction = 1) @Nullable
            BigDecimal share,

            @NotNull @Valid Limits limits) {
        Selector selector() {
            return new Selector(
                    words(warehouses), words(channels), words(sources), words(segments), thousandths(share));
        }

        private static List<String> words(@Nullable List<String> words) {
            return words == null ? List.of() : words;
        }
    }

    /** @param falseAlarms absent for 5 */
    record Limits(
            @DecimalMin("0") @DecimalMax("1000") @Digits(integer = 4, fraction = 1) @Nullable
            BigDecimal moreHolds,

            @DecimalMin("0") @DecimalMax("1000") @Digits(integer = 4, fraction = 1) @Nullable
            BigDecimal moreReviews,

            @DecimalMin("0.1") @DecimalMax("99.9") @Digits(integer = 2, fraction = 1) @Nullable
            BigDecimal overrides,

            @DecimalMin("0.1") @DecimalMax("99.9") @Digits(integer = 2, fraction = 1) @Nullable
            BigDecimal errors,

            @DecimalMin("0.1") @DecimalMax("99.9") @Digits(integer = 2, fraction = 1) @Nullable
            BigDecimal slow,

            @Min(1) @Max(60_000) @Nullable Integer slowMillis,

            @DecimalMin("0.1") @DecimalMax("50") @Digits(integer = 2, fraction = 1) @Nullable
            BigDecimal falseAlarms) {
        private static final int FALSE_ALARMS = 50;

        dev.docket.change.guard.Limits limits() {
            Integer alarms = thousandths(falseAlarms);
            return new dev.docket.change.guard.Limits(
                    thousandths(moreHolds),
                    thousandths(moreReviews),
                    thousandths(overrides),
                    thousandths(errors),
                    thousandths(slow),
                    slowMillis,
                    alarms == null ? FALSE_ALARMS : alarms);
        }
    }

    /** @param share in percent */
    record Share(
            @NotNull @DecimalMin("0.1") @DecimalMax("100") @Digits(integer = 3, fraction = 1)
            BigDecimal share) {
        int thousandths() {
            return share.movePointRight(1).intValueExact();
        }
    }

    private static @Nullable Integer thousandths(@Nullable BigDecimal percent) {
        return percent == null ? null : percent.movePointRight(1).intValueExact();
    }

    record Reason(@NotNull @Size(min = 1, max = 2000) String reason) {}

    record Emergency(
            @NotNull @Size(min = 1, max = 2000) String reason,
            @NotNull @Min(1) @Max(4320) Integer minutes,
            @Size(max = 80) @Nullable String candidate) {}

    record Approval(
            @NotNull @Size(max = 80) String candidate,
            @NotNull @Size(max = 80) String base,
            @NotNull @Size(max = 80) String dossier,
            @NotNull @Size(max = 80) String submission,
            @NotNull @Size(max = 80) String key,
            @NotNull @Size(max = 120) String signature) {
        ChangePolicy.Approval said() {
            return new ChangePolicy.Approval(candidate, base, dossier, submission, key, signature);
        }
    }
}
