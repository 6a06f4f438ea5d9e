package dev.docket.order;

import java.util.List;

/**
 * Which of the fields that an order should have at a checkpoint are absent.
 *
 * @param paths full indexed paths, in the order in which they were asked for
 */
public record AbsentInputs(List<String> paths) {
    public AbsentInputs {
        paths = List.copyOf(paths);
    }

    /** How many are absent. */
    public int count() {
        return paths.size();
    }
}
