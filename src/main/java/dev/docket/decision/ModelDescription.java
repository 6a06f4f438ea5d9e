package dev.docket.decision;

import java.util.SortedMap;

/**
 * A trained model as people see it.
 *
 * @param card its model card, Markdown
 * @param facts what its provenance says, by name
 */
public record ModelDescription(ModelId id, String card, SortedMap<String, Object> facts) {}
