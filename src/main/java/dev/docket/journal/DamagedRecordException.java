package dev.docket.journal;

import java.util.Locale;

/** A record is damaged. */
public final class DamagedRecordException extends RuntimeException {
    private final String stream;
    private final long sequence;
    private final String what;

    public DamagedRecordException(String stream, long sequence, String what, Throwable cause) {
        super(
                String.format(
                        Locale.ROOT,
                        "Record %d of stream %s is damaged: %s.%nRun './docket journal verify'; restore the journal from a backup.",
                        sequence,
                        stream,
                        what),
                cause);
        this.stream = stream;
        this.sequence = sequence;
        this.what = what;
    }

    public String stream() {
        return stream;
    }

    public long sequence() {
        return sequence;
    }

    /** The damage. */
    public String what() {
        return what;
    }
}
