package dev.docket.order;

/** How the shipment travels. */
public enum TransportMode {
    PARCEL,
    LTL,
    FTL,
    AIR,
    AIR_PASSENGER,
    OCEAN
}
