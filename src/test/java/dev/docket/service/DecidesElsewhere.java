package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.sample.SampleOrders;
import dev.docket.service.decide.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Decides a fixed set of orders, in this JVM or in one with another locale, time zone and charset. */
final class DecidesElsewhere {
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final long SEED = 7;

    private DecidesElsewhere() {}

    /** {@code RULES OUTPUT}: writes {@link #digests} of the rules to a file. */
    public static void main(String... arguments) throws IOException {
        Files.write(Path.of(arguments[1]), digests(Path.of(arguments[0])));
    }

    /** A line for each request: its id, and the digests of what is answered and recorded about it. */
    static List<String> digests(Path rules) {
        Bundle bundle = BundleLoader.load(rules, Path.of("models"));
        RequestReader reader = new RequestReader(new RecordReader());
        return requests().map(content -> digest(reader, content, bundle)).toList();
    }

    private static Stream<byte[]> requests() {
        return Stream.of(
                        SampleOrders.generate(SEED).limit(150),
                        SampleOrders.generate(SEED)
                                .filter(order -> order.order().lines().size() > 450)
                                .limit(1))
                .flatMap(orders -> orders)
                .map(CanonicalJson::of)
                .flatMap(content -> Stream.of(content, misspelt(content)));
    }

    /** What a Turkish keyboard makes of a word, and a few other things that are wrong. */
    private static byte[] misspelt(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .replace("\"ENTRY\"", "\"entrı\"")
                .replace("\"PICK\"", "\"pıck\"")
                .replace("\"SHIP\"", "\"İSHIP\"")
                .replace("\"currency\":", "\"CURRENCİ\":")
                .replace("\"orderedQty\":", "\"orderedQTY\":")
                .replace("\"netAmount\":", "\"netAmount\":-")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(RequestReader reader, byte[] content, Bundle bundle) {
        return switch (reader.read(content)) {
            case Reading.Valid<Request> valid ->
                "%s %s %s"
                        .formatted(
                                valid.value().snapshot().requestId(),
                                digest(valid.value(), bundle, TraceLevel.FIRED),
                                digest(valid.value(), bundle, TraceLevel.FULL));
            case Reading.Invalid<Request> invalid -> "refused " + invalid.problems();
        };
    }

    private static String digest(Request request, Bundle bundle, TraceLevel level) {
        return Digest.over(Answer.of(request.snapshot(), RequestDigest.of(request.digest()), RECEIVED, bundle, level)
                        .json())
                .text();
    }
}
