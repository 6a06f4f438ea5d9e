package dev.docket.order;

import java.util.List;

/**
 * Which of the fields that an order should have at a checkpoint are absent.
 *
 * @param paths full indexed paths, in the order requested
 */
public record AbsentInputs(List<String> paths) {
    public AbsentInputs {
        paths = List.copyOf(paths);
    }

    /** The number of absent fields. */
    public int count() {
        return paths.size();
    }
}
