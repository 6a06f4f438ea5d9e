package dev.docket.api.change;

import dev.docket.service.change.ChangePolicy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
