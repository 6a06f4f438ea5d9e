package dev.docket.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.bundle.Bundle;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The attributes of the active policy as schemas of OpenAPI, so that the contract names them. */
public final class AttributeSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 50;

    private final Supplier<Bundle> active;

    public AttributeSchemas(Supplier<Bundle> active) {
        this.active = active;
    }

    /** By the schema whose {@code attributes} it describes; only those that may have any. */
    public SortedMap<String, ObjectNode> byOwner() {
        SortedMap<String, ObjectNode> schemas = new TreeMap<>();
        for (AttributePlace place : AttributePlace.values()) {
            SortedMap<String, AttributeDefinition> declared =
                    active.get().attributes().at(place);
            if (!declared.isEmpty()) {
                schemas.put(owner(place), schema(declared));
            }
        }
        return schemas;
    }

    private static String owner(AttributePlace place) {
        return switch (place) {
            case ORDER -> "Order";
            case LINE -> "Line";
            case CUSTOMER -> "Customer";
            case SHIPMENT -> "Shipment";
        };
    }

    private static ObjectNode schema(SortedMap<String, AttributeDefinition> declared) {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object")
                .put("nullable", true)
                .put("additionalProperties", false)
                .put("description", "What attributes.yaml of the active policy declares.");
        ObjectNode properties = schema.putObject("properties");
        declared.forEach((name, attribute) -> properties.set(name, schema(attribute)));
        return schema;
    }

    private static ObjectNode schema(AttributeDefinition attribute) {
        ObjectNode schema = typed(attribute);
        schema.put("nullable", true);
        String unit = attribute.unit() == null ? "" : " In %s.".formatted(attribute.unit());
        schema.put("description", "%s.%s Owner: %s.".formatted(sentence(attribute.meaning()), unit, attribute.owner()));
        return schema;
    }

    private static String sentence(String meaning) {
        return meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning;
    }

    private static ObjectNode typed(AttributeDefinition attribute) {
        ObjectNode schema = JSON.objectNode();
        switch (attribute.type()) {
            case TEXT -> text(schema, attribute);
            case DECIMAL -> {
                schema.put("type", "number");
                if (attribute.least() != null) {
                    schema.put("minimum", attribute.least());
                }
                if (attribute.most() != null) {
                    schema.put("maximum", attribute.most());
                }
            }
            case FLAG -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case MOMENT -> schema.put("type", "string").put("format", "date-time");
            case TEXTS -> {
                schema.put("type", "array").put("maxItems", LONGEST_LIST);
                text(schema.putObject("items"), attribute);
            }
        }
        return schema;
    }

    private static void text(ObjectNode schema, AttributeDefinition attribute) {
        schema.put("type", "string").put("maxLength", LONGEST_TEXT);
        if (!attribute.values().isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            attribute.values().forEach(values::add);
        }
    }
}
