package dev.docket.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Requests that differ in their requestId only, each made by a copy of bytes. Not safe for use by several threads. */
final class TypicalOrder {
    private static final int DIGITS = 12;
    private static final String PLACE = "0".repeat(DIGITS);

    private final byte[] template;
    private final int lastDigit;
    private long next;

    private TypicalOrder(byte[] template, int lastDigit) {
        this.template = template;
        this.lastDigit = lastDigit;
    }

    /** @param example an order of the contract, whose white space is taken out */
    static TypicalOrder of(Path example) throws IOException {
        return of(example, "bench");
    }

    /** @param name of the run: request ids begin with it */
    static TypicalOrder of(Path example, String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode order = (ObjectNode) json.readTree(example.toFile());
        order.put("requestId", name + "-" + PLACE);
        byte[] template = json.writeValueAsBytes(order);
        int at = new String(template, StandardCharsets.ISO_8859_1).indexOf(PLACE);
        return new TypicalOrder(template, at + PLACE.length() - 1);
    }

    /** A whole HTTP request with an order that was never sent before. */
    byte[] post(byte[] head) {
        byte[] request = new byte[head.length + template.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(template, 0, request, head.length, template.length);
        number(request, head.length + lastDigit);
        return request;
    }

    /** What comes before the order. */
    byte[] head(String path) {
        return String.format(Locale.ROOT, """
                POST %s HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d

                """, path, template.length)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    int bytes() {
        return template.length;
    }

    private void number(byte[] request, int last) {
        long left = next++;
        for (int i = 0; i < DIGITS; i++) {
            request[last - i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
