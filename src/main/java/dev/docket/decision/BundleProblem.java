package dev.docket.decision;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a bundle.
 *
 * @param file the file as named to the service, or null for the bundle as a whole
 * @param line from 1; 0 for the whole file
 * @param code a stable code, {@code DKT-nnn}
 */
public record BundleProblem(@Nullable String file, int line, String code, String message) {
    /** The bundle cannot be read. */
    public static final String UNREADABLE = "DKT-501";

    /** The model cannot be used. */
    public static final String MODEL = "DKT-502";

    /** The signature does not satisfy the signature policy. */
    public static final String SIGNATURE = "DKT-503";

    /** A kept bundle was changed, or cannot be written. */
    public static final String KEPT = "DKT-504";

    /** An older version than one that decided here. */
    public static final String STEP_BACK = "DKT-505";

    /** Nobody but its author has approved it. */
    public static final String UNAPPROVED = "DKT-506";

    public static BundleProblem of(String code, String message) {
        return new BundleProblem(null, 0, code, message);
    }

    /** In the format of compiler messages. */
    @Override
    public String toString() {
        if (file == null) {
            return code + ": " + message;
        }
        return line == 0
                ? "%s: %s: %s".formatted(file, code, message)
                : String.format(Locale.ROOT, "%s:%d: %s: %s", file, line, code, message);
    }
}
