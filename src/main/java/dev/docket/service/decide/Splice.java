package dev.docket.service.decide;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.journal.Appended;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import dev.docket.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Completes recorded answers by splicing bytes, mostly without parsing. */
public final class Splice {
    // No string value can contain these bytes, because its quotes are escaped.
    private static final byte[] NEW = "\"status\":\"NEW\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DUPLICATE = "\"status\":\"DUPLICATE\"".getBytes(StandardCharsets.US_ASCII);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Splice() {}

    /** The answer with its record block. */
    static byte[] withRecord(byte[] answer, byte[] block) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(answer.length + block.length + 10);
        spliced.write(answer, 0, answer.length - 1);
        spliced.writeBytes(",\"record\":".getBytes(StandardCharsets.US_ASCII));
        spliced.writeBytes(block);
        spliced.write('}');
        return spliced.toByteArray();
    }

    /** The record block of a decision that was appended; a spooled one has no position yet. */
    static byte[] record(Appended appended) {
        return switch (appended) {
            case Appended.New fresh -> record(fresh.recorded());
            case Appended.Taken taken -> record(taken.recorded());
            case Appended.Spooled spooled ->
                masked(
                        new JsonWriter(64).beginObject().field("state", "SPOOLED"),
                        spooled.recorded().entry());
        };
    }

    /** A decision's record block, including what is masked. */
    public static byte[] record(Recorded<DecisionEntry> recorded) {
        return masked(place(recorded.position()), recorded.entry());
    }

    /** A record block. */
    public static byte[] record(Position position) {
        return place(position).endObject().bytes();
    }

    private static JsonWriter place(Position position) {
        return new JsonWriter(256)
                .beginObject()
                .field("state", "RECORDED")
                .field("stream", position.stream())
                .field("sequence", position.sequence())
                .field("previousHash", position.previous().toString())
                .field("hash", position.hash().toString());
    }

    private static byte[] masked(JsonWriter json, DecisionEntry entry) {
        if (!entry.masked().isEmpty()) {
            json.field("masked", entry.masked());
        }
        entry.underEmergency().ifPresent(change -> json.field("underEmergency", change));
        entry.arm().ifPresent(arm -> json.name("canary")
                .beginObject()
                .field("changeId", arm.changeId())
                .field("arm", arm.part())
                .endObject());
        entry.mapped().ifPresent(by -> json.name("mapping")
                .beginObject()
                .field("name", by.mapping())
                .field("bundle", by.bundle())
                .endObject());
        return json.endObject().bytes();
    }

    /** The answer as with trace=none. */
    static byte[] withoutRules(byte[] answer) {
        try {
            JsonNode tree = JSON.readTree(answer);
            if (tree.path("trace") instanceof ObjectNode trace) {
                trace.putArray("rules");
                trace.putObject("parametersUsed");
                trace.remove("parameterChoices");
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException noJson) {
            throw new IllegalStateException("the record is not JSON", noJson);
        }
    }

    /** The answer with status DUPLICATE. */
    static byte[] asDuplicate(byte[] answer) {
        int at = indexOf(answer, NEW);
        if (at < 0) {
            return answer;
        }
        ByteArrayOutputStream duplicate = new ByteArrayOutputStream(answer.length + DUPLICATE.length);
        duplicate.write(answer, 0, at);
        duplicate.writeBytes(DUPLICATE);
        duplicate.write(answer, at + NEW.length, answer.length - at - NEW.length);
        return duplicate.toByteArray();
    }

    private static int indexOf(byte[] text, byte[] wanted) {
        for (int at = 0; at <= text.length - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && text[at + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
