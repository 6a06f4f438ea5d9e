package dev.docket.bundle;

import java.util.List;

/** A bundle that cannot be used, with every problem that was found, ready for people. */
public final class BundleException extends RuntimeException {
    private final transient List<String> problems;

    public BundleException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each as {@code file:line: code: message} where it has a place in a file. */
    public List<String> problems() {
        return problems;
    }
}
