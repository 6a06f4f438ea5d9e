package dev.docket.api.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.docket.service.feed.FeedEvent;
import dev.docket.service.feed.FeedPlace;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Events as text/event-stream has them. The id of each is the cursor after it, so that a reader goes on where it was. */
final class ServerSentEvents {
    /** After how many milliseconds a reader comes back that was cut off; and something to send at once. */
    static final byte[] BEGIN = "retry: 2000\n: docket\n\n".getBytes(US_ASCII);

    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);

    private ServerSentEvents() {}

    static byte[] of(List<FeedEvent> events) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16_384);
        for (FeedEvent event : events) {
            text.writeBytes(id(event.place()));
            text.writeBytes(DATA);
            text.writeBytes(onOneLine(event.json()));
            text.writeBytes(END);
        }
        return text.toByteArray();
    }

    /** Says that the connection lives, and how far it has come: readers remember that without being told of an event. */
    static byte[] heartbeat(FeedPlace place) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(128);
        text.writeBytes(": still here\n".getBytes(US_ASCII));
        text.writeBytes(id(place));
        text.write('\n');
        return text.toByteArray();
    }

    private static byte[] id(FeedPlace place) {
        return ("id: " + place.text() + "\n").getBytes(US_ASCII);
    }

    // Between the values of JSON a line feed says no more than a blank, and within one it is escaped.
    private static byte[] onOneLine(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
