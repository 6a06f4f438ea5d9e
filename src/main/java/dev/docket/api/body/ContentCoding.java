package dev.docket.api.body;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Decodes a body that was compressed on its way (RFC 9110, 8.4). */
public final class ContentCoding {
    private static final String GZIP = "gzip";

    private ContentCoding() {}

    /** The body as the caller wrote it; refuses every coding but gzip. */
    public static InputStream decoded(InputStream body, HttpHeaders headers) {
        return isGzip(headers) ? new Gzipped(body) : body;
    }

    private static boolean isGzip(HttpHeaders headers) {
        List<String> codings = headers.getRequestHeader(HttpHeaders.CONTENT_ENCODING);
        if (codings == null || codings.isEmpty()) {
            return false;
        }
        String coding = String.join(", ", codings).strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> false;
            case GZIP, "x-gzip" -> true;
            default -> throw new RefusedException(Problems.unknownCoding(coding));
        };
    }

    /** Opens the stream with the first read, so that what is no gzip fails where bodies are read. */
    private static final class Gzipped extends InputStream {
        private final InputStream compressed;
        private Decoder decoder;
        private boolean isOpen;

        @SuppressWarnings("NullAway.Init") // made by the first read
        Gzipped(InputStream compressed) {
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            return decoder().read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return decoder().read(target, offset, length);
        }

        /** Whether a read would find something without waiting for the caller. */
        @Override
        public int available() throws IOException {
            return isOpen && decoder.hasInput() ? 1 : compressed.available();
        }

        private Decoder decoder() throws IOException {
            if (!isOpen) {
                decoder = new Decoder(compressed);
                isOpen = true;
            }
            return decoder;
        }
    }

    private static final class Decoder extends GZIPInputStream {
        Decoder(InputStream compressed) throws IOException {
            super(compressed);
        }

        boolean hasInput() {
            return !inf.needsInput() && !inf.finished();
        }
    }
}
