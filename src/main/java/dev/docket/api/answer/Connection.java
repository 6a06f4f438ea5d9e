package dev.docket.api.answer;

/** Who reads what is sent piece by piece. Used on its event loop only. */
public interface Connection {
    void send(byte[] piece);

    /** Whether what was sent should be taken before more is sent. */
    boolean isFull();

    /** Runs something once it is no longer full; perhaps again, whenever it was full and no longer is. */
    void whenTaken(Runnable next);

    boolean isGone();

    /** All that was to be sent was sent. */
    void end();

    /** What was sent will never be complete, and must not look as if it were. */
    void breakOff(Throwable because);
}
