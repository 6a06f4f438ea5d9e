package dev.docket.priority;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.SortedMap;

/**
 * {@code model.json}: all of a model but its weights. The same training gives the same bytes, so nothing in it depends
 * on the time or the machine.
 *
 * @param labels how outcomes became classes
 * @param references how each feature, and last the score, was distributed in training
 * @param facts what it was trained from and how good it was, by name
 */
public record ModelDocument(
        String name,
        String version,
        FeatureSettings settings,
        List<TrainedFeature> features,
        List<Scaling> columns,
        Calibration calibration,
        LabelThresholds labels,
        List<Reference> references,
        SortedMap<String, Object> facts) {
    public static final String FILE = "model.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .build();

    /**
     * From an outcome's cost to its class: no cost P4, up to {@code p3AtMost} P3, up to {@code p2AtMost} P2, else P1.
     *
     * @param p3AtMost in the currency of the training data
     * @param p2AtMost in the currency of the training data
     */
    public record LabelThresholds(double p3AtMost, double p2AtMost) {}

    public ModelDocument {
        features = List.copyOf(features);
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("model.json cannot be written", impossible);
        }
    }

    /** @throws JsonProcessingException if it is not a model document */
    static ModelDocument fromJson(String json) throws JsonProcessingException {
        return JSON.readValue(json, ModelDocument.class);
    }
}
