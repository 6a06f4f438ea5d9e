package dev.docket.rules.problem;

import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import java.util.Collection;
import java.util.Comparator;

/** Collects problems of one file, so that all of them are told at once. */
public final class Problems {
    public static final String SYNTAX = "DKT-101";
    public static final String UNKNOWN_TYPE = "DKT-102";
    public static final String UNKNOWN_FIELD = "DKT-103";
    public static final String TYPE_MISMATCH = "DKT-104";
    public static final String NOT_ALLOWED = "DKT-105";
    public static final String UNKNOWN_PARAMETER = "DKT-106";
    public static final String ANNOTATION = "DKT-107";
    public static final String EFFECT = "DKT-108";
    public static final String DUPLICATE = "DKT-109";
    public static final String UNKNOWN_NAME = "DKT-110";
    public static final String PROTECTED = "DKT-111";
    public static final String HEADER = "DKT-112";
    public static final String LIMIT = "DKT-113";
    public static final String ACTIVE_CONTENT = "DKT-114";
    public static final String TABLE = "DKT-115";
    public static final String DATA = "DKT-120";
    public static final String CASE_REQUEST = "DKT-130";
    public static final String CASE_DIFFERS = "DKT-131";
    public static final String CASE_NAMES = "DKT-132";
    public static final String NO_CASE = "DKT-140";
    public static final String IDLE_CONDITION = "DKT-141";
    public static final String NO_BOUNDARY = "DKT-142";
    public static final String COMPILER = "DKT-199";
    public static final String NOT_READ = "DKT-213";

    private final String file;
    private final Collection<RuleProblem> found;
    private int count;

    public Problems(String file, Collection<RuleProblem> found) {
        this.file = file;
        this.found = found;
    }

    public String file() {
        return file;
    }

    /** How many errors were found here so far. */
    public int count() {
        return count;
    }

    public void add(int line, Refusal refusal) {
        add(line, refusal.code(), refusal.text());
    }

    public void add(int line, String code, String message) {
        String told = message.length() <= Limits.MESSAGE_LENGTH
                ? message
                : message.substring(0, Limits.MESSAGE_LENGTH) + "...";
        RuleProblem problem = new RuleProblem(file, Math.max(line, 1), code, told);
        if (problem.severity() == Severity.ERROR) {
            count++;
        }
        found.add(problem);
    }

    /** The known word nearest to a mistyped one, as advice, or nothing when none is near. */
    public static String maybe(String mistyped, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(mistyped, candidate) <= Math.max(1, mistyped.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(mistyped, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> " Maybe '" + candidate + "'?")
                .orElse("");
    }

    /** Levenshtein distance, ignoring case. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
