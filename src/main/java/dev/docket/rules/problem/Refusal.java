package dev.docket.rules.problem;

import dev.docket.rules.ErrorCode;

/** Part of a rule that is refused; caught by the reader of the rule, which knows file and line. */
public final class Refusal extends RuntimeException {
    private final ErrorCode code;

    public Refusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
