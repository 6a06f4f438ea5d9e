package dev.docket.rules.problem;

/** Part of a rule that is refused; caught by the reader of the rule, which knows file and line. */
public final class Refusal extends RuntimeException {
    private final String code;

    public Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
