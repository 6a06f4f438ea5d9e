package dev.docket.decision.urgency;

import dev.docket.decision.id.ModelId;
import java.util.List;
import java.util.SortedMap;

/**
 * A description of a trained model for people.
 *
 * @param card its model card, Markdown
 * @param page its model card, one HTML page that loads nothing
 * @param facts its provenance, by name
 * @param reads every request path that its features are computed from
 */
public record ModelDescription(
        ModelId id, String card, String page, SortedMap<String, Object> facts, List<String> reads) {}
