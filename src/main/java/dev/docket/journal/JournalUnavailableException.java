package dev.docket.journal;

import java.util.Locale;
import java.util.UUID;

/**
 * The journal cannot be used; nothing was written. The message is for whoever runs docket and may name files and databases;
 * callers and logs get {@link #toCaller}. Neither quotes a driver, which quotes hosts and rows.
 */
public class JournalUnavailableException extends RuntimeException {
    private static final String ASK = "Ask whoever runs docket.";

    private final String advice;
    private final String code;
    private final String incident;

    /** One whose message is for operators only. */
    public JournalUnavailableException(String message) {
        this(message, ASK);
    }

    /** One whose message is for operators only. */
    public JournalUnavailableException(String message, Throwable cause) {
        super(message, cause);
        advice = ASK;
        code = "";
        incident = newIncident();
    }

    /** @param advice for anybody: a fixed text without names of files, hosts or values */
    public JournalUnavailableException(String message, String advice) {
        this(message, advice, "");
    }

    /**
     * One that a driver reported.
     *
     * @param advice for anybody: a fixed text without names of files, hosts or values
     * @param code of the driver, such as an SQLState; for the log
     */
    public JournalUnavailableException(String message, String advice, String code) {
        super(message);
        this.advice = advice;
        this.code = code;
        incident = newIncident();
    }

    private static String newIncident() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** One that anybody may read as it is. */
    public static JournalUnavailableException busy(String message) {
        return new JournalUnavailableException(message, message);
    }

    /** What may leave the process: a fixed text and the incident, which the log names too. */
    public String toCaller() {
        return String.format(Locale.ROOT, "The journal is not available. %s Incident %s.", advice, incident);
    }

    /** The same with the driver's code, for the log. */
    public String toLog() {
        return code.isEmpty() ? toCaller() : toCaller() + " Code " + code + ".";
    }
}
