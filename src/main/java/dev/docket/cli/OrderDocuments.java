package dev.docket.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The documents in a file: the lines of NDJSON, or a single document over many lines. */
final class OrderDocuments implements AutoCloseable {
    private final InputStream stream;
    private long number;

    /** @param line its first line, from 1 */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the reader; never compared
    record Document(long line, byte[] bytes) {}

    OrderDocuments(InputStream stream) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
    }

    /** The next document; blank lines are skipped. */
    Optional<Document> next() throws IOException {
        byte[] line;
        do {
            line = line();
            if (line.length == 0) {
                return Optional.empty();
            }
            number++;
        } while (isBlank(line));
        // The first line decides: an object that does not end there extends to the end of the file.
        return Optional.of(number == 1 && goesOn(line) ? new Document(1, withRest(line)) : new Document(number, line));
    }

    /** A line with its terminator; empty at the end of the file. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int unit = stream.read(); unit >= 0; unit = stream.read()) {
            line.write(unit);
            if (unit == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private byte[] withRest(byte[] first) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(first);
        stream.transferTo(document);
        return document.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        for (byte unit : line) {
            if (unit != ' ' && unit != '\t' && unit != '\r' && unit != '\n') {
                return false;
            }
        }
        return true;
    }

    /** Whether an object is open at the end of the line. */
    private static boolean goesOn(byte[] line) {
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < line.length; i++) {
            switch (line[i]) {
                case '"' -> text = !text;
                case '\\' -> i++;
                case '{' -> depth += text ? 0 : 1;
                case '}' -> depth -= text ? 0 : 1;
                default -> {}
            }
        }
        return depth > 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
