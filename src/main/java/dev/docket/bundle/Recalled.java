package dev.docket.bundle;

/** What came of asking for the bundle with a digest. */
public sealed interface Recalled {
    /** It is there; whoever asked closes the pin. */
    record Usable(Pin pin) implements Recalled {}

    /** It was never kept here. */
    record Missing() implements Recalled {}

    /** It was kept, but cannot be trusted or read any more. */
    record Refused(String because) implements Recalled {}
}
