package dev.docket.journal;

/** The store does not respond, but may come back without anyone's intervention. */
public final class JournalAwayException extends JournalUnavailableException {
    public JournalAwayException(String message, String advice, String code) {
        super(message, advice, code);
    }
}
