package dev.docket.order;

/** Whether the item can be sold. */
public enum ItemStatus {
    ACTIVE,
    DISCONTINUED,
    UNKNOWN
}
