package dev.docket.api.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Every path of the contract with its methods. */
final class Operations {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final List<Template> templates;

    /** Those without variables: most requests ask for one of them. */
    private final Map<String, Template> plain = new HashMap<>();

    private Operations(List<Template> templates) {
        this.templates = templates;
        templates.stream()
                .filter(template -> template.variables() == 0)
                .forEach(template -> plain.put(template.path(), template));
    }

    /**
     * What a path offers to do.
     *
     * @param id the operation's id in the contract
     * @param queryParameters the names that it takes in the query
     * @param takesAttributes whether it takes paths of attributes in the query, too, such as {@code order.attributes.project-code}
     * @param takes what it reads of a request's body; what no operation reads is dropped unread
     */
    record Operation(String id, Set<String> queryParameters, boolean takesAttributes, Takes takes) {
        boolean knows(String parameter) {
            return queryParameters.contains(parameter) || (takesAttributes && parameter.contains(".attributes."));
        }
    }

    /** What an operation reads. */
    enum Takes {
        NOTHING,
        DOCUMENT,
        /** As a browser sends it. */
        FORM
    }

    /**
     * A path of the contract.
     *
     * @param path as it is written there, such as {@code /v1/decisions/{decisionId}}
     * @param methods the operations by method, in capitals
     */
    record Template(String path, List<String> segments, Map<String, Operation> methods) {
        private boolean matches(List<String> asked) {
            if (asked.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < asked.size(); i++) {
                if (isVariable(segments.get(i))
                        ? asked.get(i).isEmpty()
                        : !segments.get(i).equals(asked.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private long variables() {
            return segments.stream().filter(Template::isVariable).count();
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }

        /** The methods that may be sent, for the header {@code Allow}: what can be read has a head, too. */
        String allowed() {
            Set<String> allowed = new TreeSet<>(methods.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return String.join(", ", allowed);
        }

        Optional<Operation> operation(String method) {
            return Optional.ofNullable(methods.get(method.equals("HEAD") ? "GET" : method));
        }
    }

    static Operations in(JsonNode... contracts) {
        List<Template> templates = new ArrayList<>();
        for (JsonNode contract : contracts) {
            contract.path("paths").properties().forEach(path -> templates.add(template(contract, path)));
        }
        // What is written out wins over what any value fits.
        templates.sort(Comparator.comparingLong(Template::variables).thenComparing(Template::path));
        return new Operations(List.copyOf(templates));
    }

    private static Template template(JsonNode contract, Map.Entry<String, JsonNode> path) {
        Map<String, Operation> methods = new TreeMap<>();
        path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method ->
                        methods.put(method.getKey().toUpperCase(Locale.ROOT), operation(contract, method.getValue())));
        return new Template(path.getKey(), segments(path.getKey()), methods);
    }

    /** The path of the contract that an asked one is of, if any. */
    Optional<Template> at(String path) {
        Template written = plain.get(path);
        if (written != null) {
            return Optional.of(written);
        }
        List<String> asked = segments(path);
        return templates.stream().filter(template -> template.matches(asked)).findFirst();
    }

    /** Whether a template is one of the contract's, whatever its variables are called. */
    boolean isListed(String path) {
        return templates.stream()
                .anyMatch(template -> SamePath.plain(template.path()).equals(SamePath.plain(path)));
    }

    private static Operation operation(JsonNode contract, JsonNode operation) {
        Set<String> names = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(parameter -> resolved(contract, parameter))
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        // In the contract an object, whose members are the parameters.
        boolean takesAttributes = names.remove("attributes");
        return new Operation(
                operation.path("operationId").asText(), names, takesAttributes, takes(contract, operation));
    }

    private static Takes takes(JsonNode contract, JsonNode operation) {
        JsonNode body = operation.path("requestBody");
        if (body.isMissingNode()) {
            return Takes.NOTHING;
        }
        return resolved(contract, body).path("content").has(FORM) ? Takes.FORM : Takes.DOCUMENT;
    }

    private static JsonNode resolved(JsonNode contract, JsonNode parameter) {
        String reference = parameter.path("$ref").asText();
        return reference.isEmpty() ? parameter : contract.at(reference.substring(1));
    }

    private static List<String> segments(String path) {
        boolean hasSlash = path.length() > 1 && path.endsWith("/");
        return List.of((hasSlash ? path.substring(0, path.length() - 1) : path).split("/", -1));
    }
}
