package dev.docket.cli.terminal;

import dev.docket.text.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Where commands print, in UTF-8. Whatever a file or a caller named is shown, never obeyed: control characters are escaped, and
 * only {@link #control} moves the cursor.
 */
public final class TerminalWriter extends PrintWriter {
    private final Escaping escaping;

    /** Writes to a stream of the process. */
    public TerminalWriter(OutputStream stream) {
        this(new Escaping(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
    }

    private TerminalWriter(Escaping escaping) {
        super(escaping, true);
        this.escaping = escaping;
    }

    /** Writes a sequence of the program's own. */
    void control(String sequence) {
        escaping.isTrusted = true;
        try {
            print(sequence);
        } finally {
            escaping.isTrusted = false;
        }
    }

    private static final class Escaping extends FilterWriter {
        private boolean isTrusted;

        Escaping(Writer out) {
            super(out);
        }

        @Override
        public void write(int character) throws IOException {
            write(String.valueOf((char) character), 0, 1);
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            write(new String(characters, offset, length), 0, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            String part = text.substring(offset, offset + length);
            out.write(isTrusted ? part : Printable.lines(part));
        }
    }
}
