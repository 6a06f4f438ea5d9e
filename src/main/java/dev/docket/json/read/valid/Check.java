package dev.docket.json.read.valid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a value certainly meets some constraints. */
interface Check {
    /** Of constraints that cannot be checked here. */
    Check UNSURE = value -> false;

    boolean holds(@Nullable Object value);

    static Check all(List<Check> checks) {
        if (checks.size() == 1) {
            return checks.getFirst();
        }
        Check[] each = checks.toArray(Check[]::new);
        return value -> {
            for (Check check : each) {
                if (!check.holds(value)) {
                    return false;
                }
            }
            return true;
        };
    }
}
