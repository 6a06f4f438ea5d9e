package dev.docket.order;

/** The list on which a restricted party was found. */
public enum ScreeningList {
    SDN,
    DPL,
    ENTITY,
    UVL,
    MEU,
    OTHER
}
