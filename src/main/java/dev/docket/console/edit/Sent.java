package dev.docket.console.edit;

import dev.docket.digest.Digest;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.draft.Draft;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the editor sends.
 *
 * @param base the digest of the policy that was changed
 * @param files those that were changed or added
 * @param removed the paths of those that were removed
 * @param hours how far back to replay; a day if it is absent
 * @param withCases whether to compile it and run its cases, too
 */
public record Sent(
        @NotNull @Size(max = 80) String base,
        @NotNull @Size(max = MOST_FILES) List<@NotNull @Valid File> files,
        @Size(max = MOST_FILES) @Nullable List<@NotNull @Size(min = 1, max = LONGEST_PATH) String> removed,
        @Min(1) @Max(8784) @Nullable Integer hours,
        @Nullable Boolean withCases,
        @Size(max = LONGEST_REASON) @Nullable String reason,
        @Size(max = 200) @Nullable String ticket) {
    /** Of a request, unpacked. */
    public static final int MOST_BYTES = 4 << 20;

    static final int LONGEST_REASON = 2_000;
    private static final int MOST_FILES = 100;
    private static final int LARGEST_FILE = 256 * 1024;
    private static final int LONGEST_PATH = 600;
    private static final int DAY = 24;

    /** A whole file, by its path below the rule folder. */
    public record File(
            @NotNull @Size(min = 1, max = LONGEST_PATH) String path,
            @NotNull @Size(max = LARGEST_FILE) String text) {}

    Reading<Draft> draft() {
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach(file -> texts.put(file.path(), file.text()));
        return Digest.isDigest(base)
                ? new Reading.Valid<>(
                        new Draft(new Digest(base), texts, new TreeSet<>(removed == null ? List.of() : removed)))
                : new Reading.Invalid<>(List.of(Problem.of("base", "digest", "is not the digest of a policy")));
    }

    int hoursBack() {
        return hours == null ? DAY : hours;
    }

    /** Whether it takes seconds. */
    public boolean isHeavy() {
        return Boolean.TRUE.equals(withCases);
    }

    @Nullable
    String ticketOrNull() {
        return ticket == null || ticket.isBlank() ? null : ticket.strip();
    }

    String reasonOr(String otherwise) {
        return reason == null || reason.isBlank() ? otherwise : reason.strip();
    }
}
