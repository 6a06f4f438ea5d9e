package dev.docket.service.intake;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a decision names the record that it was made of: by who sent the order, and the call in which it came. */
public final class StreamCaller {
    private static final String PREFIX = "kafka:";
    private static final Pattern CALL = Pattern.compile("([A-Za-z0-9._-]+)/(0|[1-9][0-9]{0,9})/(0|[1-9][0-9]{0,18})");

    private StreamCaller() {}

    static String of(String topic) {
        return PREFIX + topic;
    }

    /** The sender of an order that came by a topic. */
    public static Sender of(String topic, int partition, long offset, Optional<String> traceId) {
        return new Sender(of(topic), Optional.of(new Call(topic + "/" + partition + "/" + offset, traceId)));
    }

    /** A record in Kafka. */
    record Named(String topic, int partition, long offset) {}

    /** The record that a sender names; nothing if the order came some other way. */
    static Optional<Named> named(Sender sender) {
        if (!sender.caller().startsWith(PREFIX) || sender.call().isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = CALL.matcher(sender.call().get().id());
        if (!parts.matches() || !of(parts.group(1)).equals(sender.caller())) {
            return Optional.empty();
        }
        return Optional.of(new Named(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))));
    }
}
