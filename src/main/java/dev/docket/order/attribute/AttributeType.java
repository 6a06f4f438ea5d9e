package dev.docket.order.attribute;

import dev.docket.order.Attributed;
import org.jspecify.annotations.Nullable;

/** What kind of value an attribute has. */
public enum AttributeType {
    TEXT("text", "text"),
    DECIMAL("decimal", "a number"),
    FLAG("flag", "true or false"),
    DATE("date", "a date such as \"2026-03-02\""),
    MOMENT("moment", "a moment such as \"2026-03-02T09:30:00Z\""),
    TEXTS("texts", "a list of text");

    private final String word;
    private final String example;

    AttributeType(String word, String example) {
        this.word = word;
        this.example = example;
    }

    /** As {@code attributes.yaml} and rules write it. */
    public String word() {
        return word;
    }

    /** What must be sent, for people. */
    public String example() {
        return example;
    }

    /** The method of {@link Attributed} that reads it. */
    public String method() {
        return switch (this) {
            case TEXT -> "attributeText";
            case DECIMAL -> "attributeDecimal";
            case FLAG -> "attributeFlag";
            case DATE -> "attributeDate";
            case MOMENT -> "attributeMoment";
            case TEXTS -> "attributeTexts";
        };
    }

    /** Whether decisions can be found by an attribute of this type: it has one value, and equal ones are equal texts. */
    public boolean isSearchable() {
        return switch (this) {
            case TEXT, FLAG, DATE -> true;
            case DECIMAL, MOMENT, TEXTS -> false;
        };
    }

    /** The value of an attribute of this type; null when it is absent or of another type. */
    public @Nullable Object of(Attributed owner, String name) {
        return switch (this) {
            case TEXT -> owner.attributeText(name);
            case DECIMAL -> owner.attributeDecimal(name);
            case FLAG -> owner.attributeFlag(name);
            case DATE -> owner.attributeDate(name);
            case MOMENT -> owner.attributeMoment(name);
            case TEXTS -> owner.attributeTexts(name);
        };
    }
}
