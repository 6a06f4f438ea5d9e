package dev.docket.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** YAML as JSON. */
final class YamlTree {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private YamlTree() {}

    static JsonNode of(YamlNode node) {
        if (node.isMap()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.map().forEach((name, value) -> object.set(name, of(value)));
            return object;
        }
        if (node.isList()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.list().forEach(value -> array.add(of(value)));
            return array;
        }
        return node.isNull() ? NullNode.getInstance() : scalar(node.rawText(), node.isPlain());
    }

    private static JsonNode scalar(String text, boolean isPlain) {
        if (isPlain && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        return isPlain && NUMBER.matcher(text).matches()
                ? DecimalNode.valueOf(new BigDecimal(text))
                : TextNode.valueOf(text);
    }
}
