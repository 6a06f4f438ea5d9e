package dev.docket.rules.language;

import java.util.Optional;
import java.util.stream.Stream;

/** What a condition asks of a text. Upper and lower case differ. */
public enum TextTest {
    STARTS_WITH("startsWith", "begins with", "does not begin with"),
    ENDS_WITH("endsWith", "ends with", "does not end with"),
    CONTAINS("contains", "contains", "does not contain"),
    /** The whole text, by an expression of RE2, whose time is linear in the text. */
    MATCHES("matches", "matches", "does not match");

    private final String method;
    private final String holds;
    private final String fails;

    TextTest(String method, String holds, String fails) {
        this.method = method;
        this.holds = holds;
        this.fails = fails;
    }

    /** The test that rules write so, as an operator or as {@code str[...]}. */
    public static Optional<TextTest> of(String operator) {
        return Stream.of(values())
                .filter(test -> operator.equals(test.method) || operator.equals("str[" + test.method + "]"))
                .findFirst();
    }

    /** The method that rules call for it. */
    public String method() {
        return method;
    }

    /** For people, between the text and what it is held against. */
    public String words(boolean holdsIt) {
        return holdsIt ? holds : fails;
    }
}
