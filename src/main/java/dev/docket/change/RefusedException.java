package dev.docket.change;

/** Why a step does not count. Thrown within this package only. */
final class RefusedException extends Exception {
    private final Refusal why;

    RefusedException(Refusal why, String because) {
        super(because, null, false, false);
        this.why = why;
    }

    Refusal why() {
        return why;
    }

    static void require(boolean isSo, Refusal why, String otherwise) throws RefusedException {
        if (!isSo) {
            throw new RefusedException(why, otherwise);
        }
    }
}
