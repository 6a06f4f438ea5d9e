package dev.docket.service.change.verify;

import java.util.List;

/**
 * Figures that a step recorded, counted again from the records.
 *
 * @param of whose figures
 * @param differing those that are not what the records say, each with both; nothing if all are
 * @param remark what could not be counted again, and why; empty if everything could
 */
public record Recount(String of, List<String> differing, String remark) {
    public Recount {
        differing = List.copyOf(differing);
    }

    /** In one line, if nothing differs. */
    String line() {
        return "%s: %s".formatted(of, remark.isEmpty() ? "counted again, as recorded" : remark);
    }
}
