package dev.docket.api.body;

import dev.docket.api.problem.CallerGoneException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A streamed answer. Whatever goes wrong with it is the connection's doing. */
public final class AnswerStream extends FilterOutputStream {
    public AnswerStream(OutputStream answer) {
        super(answer);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException gone) {
            throw new CallerGoneException(gone);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException gone) {
            throw new CallerGoneException(gone);
        }
    }
}
