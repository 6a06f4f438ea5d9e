package dev.docket.order.constraint;

/** The code list that a transit signal's code is from. */
public enum SignalCodeList {
    X12_1651,
    PROJECT44,
    LOCAL
}
