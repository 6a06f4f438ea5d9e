package dev.docket.order.constraint;

import java.time.LocalDate;

/** A weekday on which the customer receives goods. */
public enum DeliveryDay {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    /** The delivery day of a calendar date. */
    public static DeliveryDay of(LocalDate date) {
        return values()[date.getDayOfWeek().getValue() - 1];
    }
}
