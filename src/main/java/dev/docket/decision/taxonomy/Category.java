package dev.docket.decision.taxonomy;

/** The business area of an exception; the prefix of its code. */
public enum Category {
    ORDER("ORD"),
    FINANCE("FIN"),
    CUSTOMER("CUS"),
    INVENTORY("INV"),
    WAREHOUSE("WHS"),
    TRANSPORT("TRN"),
    COMPLIANCE("CMP"),
    FRAUD("FRD");

    private final String prefix;

    Category(String prefix) {
        this.prefix = prefix;
    }

    /** The category of a code. @throws IllegalArgumentException for an unknown prefix */
    public static Category of(String code) {
        for (Category category : values()) {
            if (code.startsWith(category.prefix + "-")) {
                return category;
            }
        }
        throw new IllegalArgumentException("exception code (%s) has no known prefix".formatted(code));
    }
}
