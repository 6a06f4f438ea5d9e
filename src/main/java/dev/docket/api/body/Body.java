package dev.docket.api.body;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Takes the body of a request, if it is of the right type and size. */
public final class Body {
    private Body() {}

    /** The whole body. */
    public static byte[] read(InputStream body, HttpHeaders headers, String mediaType, int mostBytes) {
        return read(body, headers, List.of(mediaType), mostBytes);
    }

    /** The whole body, of one of several types. */
    public static byte[] read(InputStream body, HttpHeaders headers, List<String> mediaTypes, int mostBytes) {
        requireType(headers, mediaTypes);
        if (headers.getLength() > mostBytes) {
            throw new RefusedException(Problems.tooLarge(mostBytes));
        }
        try {
            // A small body may decode to a huge one: only as much is decoded as may be sent.
            byte[] read = ContentCoding.decoded(body, headers).readNBytes(mostBytes + 1);
            if (read.length > mostBytes) {
                throw new RefusedException(Problems.tooLarge(mostBytes));
            }
            return read;
        } catch (ZipException | EOFException undecodable) {
            throw new RefusedException(Problems.undecodableBody());
        } catch (IOException broken) {
            throw new RefusedException(Problems.unreadableBody());
        }
    }

    /** Refuses a body without a content type, of another one, or in another encoding than UTF-8. */
    public static void requireType(HttpHeaders headers, String mediaType) {
        requireType(headers, List.of(mediaType));
    }

    /** Whether a body says that it is of a type, in UTF-8. */
    public static boolean isOfType(HttpHeaders headers, String mediaType) {
        List<String> types = headers.getRequestHeader(HttpHeaders.CONTENT_TYPE);
        return types != null && types.size() == 1 && isType(types.getFirst(), mediaType);
    }

    private static void requireType(HttpHeaders headers, List<String> mediaTypes) {
        if (mediaTypes.stream().noneMatch(type -> isOfType(headers, type))) {
            throw new RefusedException(Problems.wrongContentType(String.join("' or '", mediaTypes)));
        }
    }

    private static boolean isType(String header, String mediaType) {
        if (header.equals(mediaType)) {
            return true;
        }
        try {
            MediaType type = MediaType.valueOf(header);
            String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
            return name.equals(mediaType) && isUtf8(type.getParameters().get(MediaType.CHARSET_PARAMETER));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    // RFC 8259 defines no charset for JSON: what names UTF-8, in any spelling, says nothing new.
    private static boolean isUtf8(@Nullable String charset) {
        if (charset == null) {
            return true;
        }
        String name = charset.strip().replaceAll("^['\"]|['\"]$", "").replace("_", "-");
        try {
            return Charset.forName(name).equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
