package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.fixture.AlteredOrder;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.CanonicalJson;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.sample.SampleOrders;
import dev.docket.service.decide.Answer;
import dev.docket.service.decide.FacetsOf;
import dev.docket.service.privacy.MaskedRequest;
import dev.docket.service.privacy.Masking;
import dev.docket.service.privacy.MaskingException;
import dev.docket.service.privacy.MaskingKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That nothing of a masked value is stored (noninterference; Goguen and Meseguer 1982): two orders that differ in a masked
 * value only, and come to the same decision, leave the same record but for the commitments.
 */
class MaskedPrivacyTest {
    private static final long SEED = 20_261_121;
    private static final int ORDERS = 500;
    private static final int PAIRS_FOR_EACH_PATH = 8;
    private static final int MOST_LINES = 4;
    // Objects and lists: neither which fields they have nor how many elements may be revealed.
    private static final List<String> WHOLES = List.of(
            "customer.credit",
            "customer.history",
            "customer.licences",
            "order.lines[].alternateNodes",
            "order.lines[].hazmat",
            "order.lines[].lot",
            "order.lines[].substitutes",
            "order.paymentAuthorization",
            "order.possibleDuplicates",
            "screening",
            "shipTo",
            "shipment",
            "signals");
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:00:00Z");

    private final Bundle bundle = ShippedBundle.loaded();

    private final MaskingKey key;

    MaskedPrivacyTest(@TempDir Path folder) {
        key = MaskingKeys.key(folder, 1);
    }

    @Test
    void what_is_stored_of_equal_decisions_does_not_depend_on_a_masked_value() {
        List<OrderSnapshot> orders = SampleOrders.generate(SEED)
                .limit(ORDERS)
                .filter(order -> order.order().lines().size() <= MOST_LINES)
                .toList();
        Map<String, Integer> compared = new TreeMap<>();
        for (String path :
                Stream.concat(maskablePaths().stream(), WHOLES.stream()).toList()) {
            compared.put(path, compare(orders, path, masking(path)));
        }
        assertThat(compared.values().stream().mapToInt(pairs -> pairs).sum()).isGreaterThan(800);
        // The generator has one value for these.
        compared.keySet()
                .removeAll(List.of(
                        "customer.credit.release.releasedBy",
                        "customer.credit.release.validDays",
                        "holds[].releaseRole"));
        assertThat(compared).as("pairs for each path").hasSizeGreaterThan(120).allSatisfy((path, pairs) -> assertThat(
                        pairs)
                .isPositive());
    }

    @Test
    void only_what_records_cannot_do_without_is_never_masked() {
        assertThat(AlteredOrder.paths().stream().filter(path -> !isMaskable(path)))
                .containsExactlyInAnyOrder(
                        "requestId",
                        "checkpoint",
                        "asOf",
                        "order.netAmount",
                        "order.currency",
                        "order.lines[].lineId",
                        "warehouse.timeZone");
    }

    private Masking masking(String path) {
        return Masking.of(List.of(path), key);
    }

    private int compare(List<OrderSnapshot> orders, String path, Masking masking) {
        List<Place> places =
                orders.stream().flatMap(order -> Place.in(order, path).limit(1)).toList();
        int compared = 0;
        for (int i = 0; i < places.size() && compared < PAIRS_FOR_EACH_PATH; i++) {
            Place place = places.get(i);
            Object other = places.get((i * 7 + 1) % places.size()).value();
            OrderSnapshot altered = AlteredOrder.of(place.order(), place.path(), other);
            Stored one = stored(place.order(), masking, path);
            Stored two = stored(altered, masking, path);
            if (!place.value().equals(other) && one.decided().equals(two.decided())) {
                assertThat(two.record())
                        .as("%s of %s: %s, then %s", place.path(), place.order().requestId(), place.value(), other)
                        .isEqualTo(one.record());
                compared++;
            }
        }
        return compared;
    }

    /** A value where a path leads in an order. */
    private record Place(OrderSnapshot order, String path, Object value) {
        static Stream<Place> in(OrderSnapshot order, String path) {
            List<Place> found = new ArrayList<>();
            RequestPath.of(path).visit(order, (indexed, value) -> {
                if (value != null) {
                    found.add(new Place(order, indexed, value));
                }
            });
            return found.stream();
        }
    }

    /**
     * What is kept of an order.
     *
     * @param decided what was decided, without any value
     * @param record the record, less commitments and digests, which are keyed
     */
    private record Stored(String decided, String record) {}

    private Stored stored(OrderSnapshot order, Masking masking, String path) {
        byte[] content = CanonicalJson.of(order);
        Request request = new Request(order, content, Digest.over(content));
        MaskedRequest masked = masking.of(request);
        assertThat(masked.paths()).hasSize(1);
        Heading heading = Answer.heading(order, masked.digest(), RECEIVED, bundle.id());
        Answer answer = Answer.under(heading, order, bundle, TraceLevel.FIRED);
        String record = text(masked.content())
                + text(answer.stored(masked, bundle))
                + FacetsOf.decision(order, answer.decision(), masked, bundle.attributes());
        return new Stored(
                decided(answer.decision(), path),
                record.replaceAll("\\{\"masked\":\"sha256:\\p{XDigit}{64}\"}", "MASKED")
                        .replaceAll("\"d-\\p{XDigit}{32}\"", "ID"));
    }

    private static String decided(Decision decision, String path) {
        var recommendation = decision.recommendation();
        return Stream.of(
                        Stream.of(
                                recommendation.disposition(),
                                recommendation.summary(),
                                recommendation.slaDueAt(),
                                recommendation.approvals(),
                                decision.priority().priorityClass(),
                                decision.priority().source(),
                                missing(decision, path),
                                decision.trace().parametersUsed(),
                                decision.trace().arbitration().size()),
                        recommendation.actions().stream()
                                .map(action -> action.type() + action.line() + action.preferred() + action.waivedBy()),
                        decision.exceptions().stream()
                                .map(exception -> exception.entry().code().text()
                                        + exception.line()
                                        + exception.severity()
                                        + exception.waivedBy()),
                        decision.trace().rules().stream()
                                .map(rule -> rule.ruleId().text() + rule.verdict() + rule.line()))
                .flatMap(parts -> parts)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> missing(Decision decision, String masked) {
        return decision.trace().missingInputs().stream()
                .filter(missing -> !isWithin(missing.path(), masked))
                .map(Object::toString)
                .toList();
    }

    private static boolean isWithin(String path, String masked) {
        return path.replaceAll("\\[\\d+]", "[]").matches("\\Q" + masked + "\\E([.\\[].*)?");
    }

    private List<String> maskablePaths() {
        return AlteredOrder.paths().stream().filter(this::isMaskable).toList();
    }

    private boolean isMaskable(String path) {
        try {
            masking(path);
            return true;
        } catch (MaskingException kept) {
            return false;
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
