package dev.docket.training.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.docket.training.mapping.source.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file into {@link Node}s; a key that is given twice is an error. */
final class NodeReader {
    private final String file;
    private final JsonParser parser;

    private NodeReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Node.Fields read(Path yaml) {
        String name = yaml.getFileName().toString();
        if (!Files.isRegularFile(yaml)) {
            throw new MappingException("Mapping file %s does not exist.".formatted(yaml));
        }
        try (JsonParser parser = new YAMLFactory().createParser(yaml.toFile())) {
            NodeReader reader = new NodeReader(name, parser);
            parser.nextToken();
            return reader.node().asFields();
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw MappingException.at(name, line, "not valid YAML: " + broken.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new MappingException("Mapping file %s cannot be read: %s".formatted(yaml, unreadable), unreadable);
        }
    }

    private Node node() throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw MappingException.at(file, line, "the file is empty");
        }
        return switch (token) {
            case START_OBJECT -> fields(line);
            case START_ARRAY -> items(line);
            default -> new Node.Scalar(file, line, parser.getText());
        };
    }

    private Node fields(int line) throws IOException {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (fields.put(name, node()) != null) {
                throw MappingException.at(file, keyLine, "'%s' is given twice".formatted(name));
            }
        }
        return new Node.Fields(file, line, fields);
    }

    private Node items(int line) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Items(file, line, items);
    }
}
