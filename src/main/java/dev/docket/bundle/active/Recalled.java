package dev.docket.bundle.active;

/** The result of asking for the bundle with a given digest. */
public sealed interface Recalled {
    /** Found. The caller closes the pin. */
    record Usable(Pin pin) implements Recalled {}

    /** Never kept here. */
    record Missing() implements Recalled {}

    /** Kept, but no longer trustworthy or readable. */
    record Refused(String because) implements Recalled {}
}
