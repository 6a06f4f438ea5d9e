package dev.docket.json.read.valid;

import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidatorContext;

/** For constraints that are only checked: one that goes on to word a violation has found one. */
final class WordlessContext implements ConstraintValidatorContext {
    static final WordlessContext INSTANCE = new WordlessContext();

    /** Has no stack trace, because it is caught at once. */
    @SuppressWarnings("serial") // never sent anywhere
    static final class HasSomethingToSay extends RuntimeException {
        private HasSomethingToSay() {
            super(null, null, false, false);
        }
    }

    private WordlessContext() {}

    @Override
    public void disableDefaultConstraintViolation() {
        // There is none.
    }

    @Override
    public String getDefaultConstraintMessageTemplate() {
        return "";
    }

    @Override
    public ConstraintViolationBuilder buildConstraintViolationWithTemplate(String template) {
        throw new HasSomethingToSay();
    }

    @Override
    public ClockProvider getClockProvider() {
        throw new IllegalStateException("no constraint of a record may depend on the clock");
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new IllegalStateException("a constraint of ours needs nothing of one validator only");
    }
}
