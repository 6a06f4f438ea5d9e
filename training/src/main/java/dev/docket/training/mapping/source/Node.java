package dev.docket.training.mapping.source;

import dev.docket.training.mapping.MappingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A piece of YAML that knows its place, so that an error can name the line. */
public sealed interface Node {
    String file();

    int line();

    record Scalar(String file, int line, String text) implements Node {}

    record Items(String file, int line, List<Node> items) implements Node {}

    record Fields(String file, int line, Map<String, Node> fields) implements Node {
        public Node required(String name) {
            Node node = fields.get(name);
            if (node == null) {
                throw error("'%s' is missing".formatted(name));
            }
            return node;
        }

        public Optional<Node> optional(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /** Refuses names that mean nothing here. */
        public void allowOnly(Set<String> names) {
            fields.forEach((name, node) -> {
                if (!names.contains(name)) {
                    throw node.error("unknown key '%s'. Known here: %s"
                            .formatted(name, String.join(", ", new java.util.TreeSet<>(names))));
                }
            });
        }
    }

    default MappingException error(String message) {
        return MappingException.at(file(), line(), message);
    }

    default String text() {
        if (this instanceof Scalar scalar) {
            return scalar.text();
        }
        throw error("a single value is wanted here");
    }

    default int wholeNumber() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException notWhole) {
            throw error("'%s' is not a whole number".formatted(text()));
        }
    }

    default List<Node> items() {
        if (this instanceof Items list) {
            return list.items();
        }
        throw error("a list is wanted here");
    }

    default Fields asFields() {
        if (this instanceof Fields map) {
            return map;
        }
        throw error("keys with values are wanted here");
    }
}
