package dev.docket.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.Problem;
import dev.docket.mapping.document.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Adds what the sender's master data knows to the request that was made of a document: credit, stock, screening. Where both
 * say something, the master data counts: it is the company's own. What neither says stays absent.
 */
final class MasterRecords {
    private static final String PLACE = "/masterData";
    private static final int MOST_DIGITS = 100;

    private final Places places;
    private final List<Problem> problems;

    MasterRecords(Places places, List<Problem> problems) {
        this.places = places;
        this.problems = problems;
    }

    void addTo(ObjectNode request, ObjectNode masterData) {
        merge(request, masterData, "", PLACE);
    }

    private void merge(ObjectNode request, ObjectNode added, String path, String pointer) {
        added.properties().forEach(field -> {
            String name = field.getKey();
            String at = path + name;
            String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            JsonNode value = field.getValue();
            if (value.isNull()) {
                return;
            }
            if (at.equals("order.lines") && value instanceof ArrayNode more) {
                lines(request, more, place);
            } else if (value instanceof ObjectNode object) {
                ObjectNode there = request.get(name) instanceof ObjectNode known ? known : request.putObject(name);
                merge(there, object, at + ".", place);
            } else {
                set(request, name, value, at, place);
            }
        });
    }

    private void set(ObjectNode request, String name, JsonNode value, String path, String place) {
        places.put(path, List.of(place));
        if (isTooLong(value)) {
            problems.add(places.locate(Problem.of(path, Fault.TOO_MANY_DIGITS.code(), "the number is too long")));
            return;
        }
        request.set(name, value);
    }

    /** 1e999999999 is a short text; written out, it is a gigabyte. */
    private static boolean isTooLong(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS;
        }
        for (JsonNode each : value) {
            if (isTooLong(each)) {
                return true;
            }
        }
        return false;
    }

    private void lines(ObjectNode order, ArrayNode more, String place) {
        for (int i = 0; i < more.size(); i++) {
            String at = String.format(Locale.ROOT, "%s/%d", place, i);
            if (!(more.get(i) instanceof ObjectNode added) || !line(order, added, at)) {
                problems.add(Problem.of(
                                "order.lines",
                                Fault.UNKNOWN_LINE.code(),
                                "a line of master data needs the 'lineId', or else the 'itemId', of a line of the document")
                        .at(at));
            }
        }
    }

    private boolean line(ObjectNode order, ObjectNode added, String place) {
        String key = added.has("lineId") ? "lineId" : "itemId";
        boolean isKnown = false;
        JsonNode lines = order.path("lines");
        for (int i = 0; i < lines.size(); i++) {
            if (added.has(key)
                    && lines.get(i) instanceof ObjectNode line
                    && added.get(key).equals(line.get(key))) {
                merge(line, added, String.format(Locale.ROOT, "order.lines[%d].", i), place);
                isKnown = true;
            }
        }
        return isKnown;
    }
}
