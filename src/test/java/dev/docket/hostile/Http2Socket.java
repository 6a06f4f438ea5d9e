package dev.docket.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** Writes HTTP/2 frames (RFC 9113) as no client would: with prior knowledge, past every limit, ill-formed on request. */
public final class Http2Socket {
    public static final int DATA = 0x0;
    public static final int HEADERS = 0x1;
    public static final int RST_STREAM = 0x3;
    public static final int SETTINGS = 0x4;
    public static final int PING = 0x6;
    public static final int GOAWAY = 0x7;
    public static final int END_STREAM = 0x1;
    public static final int END_HEADERS = 0x4;

    private static final int REFUSED_STREAM = 0x7;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int LONGEST_PLAIN_INTEGER = 126;

    private final DataInputStream in;
    private final OutputStream out;
    private int nextStream = 1;

    /** A frame that was read. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Frame(int type, int flags, int stream, byte[] payload) {
        /** Whether it ends a stream that may be opened again later. */
        public boolean isRefusal() {
            return type == RST_STREAM && payload[payload.length - 1] == REFUSED_STREAM;
        }

        public String text() {
            return new String(payload, US_ASCII);
        }
    }

    /** Says that it speaks HTTP/2. */
    public Http2Socket(Socket socket) throws IOException {
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(PREFACE.getBytes(US_ASCII));
        write(SETTINGS, 0, 0, new byte[0]);
    }

    /** Begins a request whose body is still to come. @return its stream */
    public int begin(String method, String path, String... namesAndValues) throws IOException {
        return request(END_HEADERS, method, path, namesAndValues);
    }

    /** Sends a request without a body. @return its stream */
    public int get(String path) throws IOException {
        return request(END_HEADERS | END_STREAM, "GET", path);
    }

    private int request(int flags, String method, String path, String... namesAndValues) throws IOException {
        int stream = nextStream;
        nextStream += 2;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", method);
        literal(block, ":scheme", "http");
        literal(block, ":path", path);
        literal(block, ":authority", "localhost");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            literal(block, namesAndValues[i], namesAndValues[i + 1]);
        }
        write(HEADERS, flags, stream, block.toByteArray());
        return stream;
    }

    /** A header field that is in no table and not compressed (RFC 7541, 6.2.2). */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        if (text.length() > LONGEST_PLAIN_INTEGER) {
            throw new IllegalArgumentException("'%s' is too long".formatted(text));
        }
        block.write(text.length());
        block.writeBytes(text.getBytes(US_ASCII));
    }

    /** Writes a frame as it is given. */
    public void write(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(new byte[] {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags,
            (byte) (stream >> 24),
            (byte) (stream >> 16),
            (byte) (stream >> 8),
            (byte) stream
        });
        out.write(payload);
        out.flush();
    }

    /** The next frame; empty when the service has closed the connection. */
    public Optional<Frame> read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            return Optional.of(new Frame(type, flags, stream, in.readNBytes(length)));
        } catch (EOFException closed) {
            return Optional.empty();
        }
    }
}
