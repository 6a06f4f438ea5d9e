package dev.docket.order;

/** How the order came in. */
public enum Channel {
    EDI,
    WEB,
    PHONE,
    REP,
    API
}
