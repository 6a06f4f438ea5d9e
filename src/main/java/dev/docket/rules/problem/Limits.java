package dev.docket.rules.problem;

import dev.docket.rules.ErrorCode;
import java.util.Locale;

/**
 * How large a rule folder may be. Above, it is refused before it can cost time, stack or memory; the shipped policy
 * stays below a tenth of each, but for the length of a line.
 */
public final class Limits {
    public static final int FILES = 100;

    /** Of any kind, in the folder and below it; how deep below. */
    public static final int FOLDER_FILES = 5_000;

    public static final int FOLDER_DEPTH = 6;
    public static final int FILE_BYTES = 256 * 1024;
    static final int LINE_LENGTH = 500;

    /** Of round, square and curly brackets. The parsers descend, and look ahead, once for each. */
    static final int NESTING = 10;

    public static final int RULES = 1_000;
    public static final int NAME_LENGTH = 80;
    public static final int PATTERNS_PER_RULE = 16;
    public static final int CONDITIONS_PER_PATTERN = 32;
    public static final int ACCUMULATES_PER_RULE = 4;

    /** Each becomes a class when it is compiled. */
    public static final int CONDITIONS = 5_000;

    public static final int CONDITION_LENGTH = 500;

    /** Of a regular expression, and of how often it repeats its parts: {@code (a{9}){9}} does so 81 times. */
    public static final int PATTERN_LENGTH = 200;

    public static final int PATTERN_REPEATS = 200;

    /** Of calculations in each other: what Drools does to compile them doubles with each. */
    public static final int CALCULATIONS = 8;

    /** Of the ways through the or groups of a rule, the product of their alternatives: Drools writes the rule once for each. */
    public static final int WAYS = 64;

    /** Of a folder: over its rules, the ways through each times its conditions, each of which doubles with its calculations. */
    public static final int COMPILE_WORK = 20_000;

    public static final int THEN_LENGTH = 2_000;

    /** On how many days parameters change: each day keeps the values of all. */
    public static final int CHANGES = 100;

    /** By how many fields a parameter may differ, and how many values it may have on a day. */
    public static final int DIMENSIONS = 4;

    public static final int VARIANTS = 200;

    /** Of {@code calendars.yaml}, and of one of its calendars. */
    public static final int CALENDARS = 20;

    public static final int HOLIDAYS = 200;

    /** Of one part of an order, as {@code attributes.yaml} declares them. */
    public static final int ATTRIBUTES = 200;

    /** How many attributes decisions are found by: each is an entry in an index with every decision. */
    public static final int FACETS = 3;

    /** How long a message about all this is: it may quote what it refuses. */
    static final int MESSAGE_LENGTH = 600;

    public static final int TABLE_ROWS = 500;
    public static final int TABLE_COLUMNS = 40;

    /** Of a workbook, unpacked: the parts of its archive, and their bytes. */
    public static final int WORKBOOK_PARTS = 50;

    public static final int WORKBOOK_BYTES = 4 * 1024 * 1024;

    /** Of one part: a table of all rows and columns has about four for each cell, and each becomes an object. */
    public static final int WORKBOOK_TAGS = 100_000;

    private Limits() {}

    public static Refusal exceeded(String what, int limit) {
        return new Refusal(ErrorCode.LIMIT, String.format(Locale.ROOT, "%s; at most %,d are allowed", what, limit));
    }
}
