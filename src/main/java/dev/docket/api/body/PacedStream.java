package dev.docket.api.body;

import dev.docket.api.problem.CallerGoneException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A streamed body that takes down how long it waits for its caller. */
public final class PacedStream extends FilterInputStream {
    private final RequestPace pace;

    public PacedStream(InputStream body, RequestPace pace) {
        super(body);
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        pace.waits(System.nanoTime());
        int read = 0;
        try {
            read = super.read(target, offset, length);
            return read;
        } catch (IOException gone) {
            throw new CallerGoneException(gone);
        } finally {
            pace.got(Math.max(0, read), System.nanoTime());
        }
    }
}
