package dev.docket.journal;

/** The store does not answer: it may come back, and nobody needs to change anything for that. */
public final class JournalAwayException extends JournalUnavailableException {
    public JournalAwayException(String message, String advice, String code) {
        super(message, advice, code);
    }
}
