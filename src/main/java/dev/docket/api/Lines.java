package dev.docket.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream, none longer than a limit. Blank lines are passed over but counted. */
final class Lines {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final InputStream stream;
    private final int mostBytes;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int at;
    private int filled;
    private long number;

    /** What comes next. */
    sealed interface Line {}

    /** @param number the line's number from 1 */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the reader; never compared
    record Content(long number, byte[] bytes) implements Line {}

    /** A line that was passed over because it is too long. */
    record TooLong(long number) implements Line {}

    /** There are no more lines. */
    record End() implements Line {}

    Lines(InputStream stream, int mostBytes) {
        this.stream = stream;
        this.mostBytes = mostBytes;
    }

    Line next() throws IOException {
        while (fill()) {
            number++;
            ByteArrayOutputStream line = new ByteArrayOutputStream(CHUNK_BYTES);
            boolean tooLong = !take(line);
            if (tooLong) {
                return new TooLong(number);
            }
            byte[] bytes = line.toByteArray();
            if (!isBlank(bytes)) {
                return new Content(number, bytes);
            }
        }
        return new End();
    }

    /** Whether nothing more has arrived yet. */
    boolean isWaiting() throws IOException {
        return at == filled && stream.available() == 0;
    }

    /** Takes the rest of the line, up to the limit; false when there was more. */
    private boolean take(ByteArrayOutputStream line) throws IOException {
        long length = 0;
        while (fill()) {
            int end = at;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            length += end - at;
            if (length <= mostBytes) {
                line.write(chunk, at, end - at);
            }
            boolean ended = end < filled;
            at = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return length <= mostBytes;
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, stream.read(chunk));
        }
        return at < filled;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte unit : bytes) {
            if (unit != ' ' && unit != '\t' && unit != '\r') {
                return false;
            }
        }
        return true;
    }
}
