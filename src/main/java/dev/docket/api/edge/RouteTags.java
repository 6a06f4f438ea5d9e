package dev.docket.api.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps the metrics of requests to the paths and methods of the contract: whatever callers send, there are so many time
 * series and no more, and no id is in them.
 */
@Singleton
public class RouteTags implements MeterFilter {
    private static final String REQUESTS = "http.server";
    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> KINDS = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN");

    private final Operations operations;

    RouteTags(ApiContract contract) {
        this.operations = contract.operations();
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(REQUESTS)) {
            return id;
        }
        List<Tag> bounded = new ArrayList<>();
        for (Tag tag : id.getTags()) {
            bounded.add(
                    switch (tag.getKey()) {
                        case "method" -> Tag.of("method", METHODS.contains(tag.getValue()) ? tag.getValue() : OTHER);
                        case "uri" -> Tag.of("uri", path(tag.getValue()));
                        default -> tag;
                    });
        }
        return id.replaceTags(bounded);
    }

    private String path(String uri) {
        return operations.at(uri).map(Operations.Template::path).orElseGet(() -> KINDS.contains(uri) ? uri : "UNKNOWN");
    }
}
