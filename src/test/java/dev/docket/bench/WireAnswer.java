package dev.docket.bench;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Puts the answers of one connection together: just enough of HTTP/1.1 to see where one ends. */
final class WireAnswer {
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.ISO_8859_1);
    private static final int STATUS_AT = 9;
    private static final int LONGEST_HEAD = 2048;

    private Buffer bytes = Buffer.buffer();
    private int whole = -1;
    private boolean isLast;

    /** @return the status of an answer that is complete now, 0 if it is not */
    int add(Buffer part) {
        bytes = bytes.length() == 0 ? part : bytes.appendBuffer(part);
        if (whole < 0) {
            whole = wholeBytes(bytes);
        }
        return whole >= 0 && bytes.length() >= whole ? status() : 0;
    }

    /** Whether the connection ends with the complete answer. */
    boolean isLast() {
        return isLast;
    }

    /** The next answer begins. */
    void reset() {
        bytes = Buffer.buffer();
        whole = -1;
        isLast = false;
    }

    String text() {
        return bytes.toString();
    }

    private int status() {
        return 100 * (bytes.getByte(STATUS_AT) - '0')
                + 10 * (bytes.getByte(STATUS_AT + 1) - '0')
                + bytes.getByte(STATUS_AT + 2)
                - '0';
    }

    /** Head and body together, -1 while the head is not complete. */
    private int wholeBytes(Buffer answer) {
        byte[] head = answer.getBytes(0, Math.min(answer.length(), LONGEST_HEAD));
        int length = 0;
        for (int i = 0; i + 3 < head.length; i++) {
            if (head[i] == '\r' && head[i + 1] == '\n' && head[i + 2] == '\r' && head[i + 3] == '\n') {
                return i + 4 + length;
            }
            if (head[i] == '\n' && startsWith(head, i + 1, LENGTH)) {
                length = number(head, i + 1 + LENGTH.length);
            } else if (head[i] == '\n' && startsWith(head, i + 1, CLOSE)) {
                isLast = true;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (at + i >= bytes.length || (bytes[at + i] | 0x20) != (wanted[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int at) {
        int number = 0;
        for (int i = at; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }
}
