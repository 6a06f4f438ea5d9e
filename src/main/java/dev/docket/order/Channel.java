package dev.docket.order;

/** The channel through which the order came in. */
public enum Channel {
    EDI,
    WEB,
    PHONE,
    REP,
    API
}
