package dev.docket.mapping.document;

import java.util.Locale;

/** What can be wrong with a document or with what it is mapped to. The words are stable: callers branch on them. */
public enum Fault {
    LEFT_OUT,
    NOT_ALLOWED,
    REQUIRED,
    SYNTAX,
    TOO_DEEP,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY_DIGITS,
    UNFIT,
    UNKNOWN_FIELD,
    UNKNOWN_LINE,
    UNKNOWN_SEGMENT,
    WRONG_CONTROL,
    WRONG_ENCODING,
    WRONG_SIZE,
    WRONG_TYPE;

    /** {@code wrong-encoding}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
