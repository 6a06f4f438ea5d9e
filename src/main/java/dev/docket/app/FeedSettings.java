package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.json.read.Reading;
import dev.docket.service.feed.FeedQuery;
import dev.docket.service.feed.FeedStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which records somebody is sent, as settings say it: in the words of the feed. */
final class FeedSettings {
    private FeedSettings() {}

    static Reading<FeedQuery> query(
            Optional<List<String>> kinds,
            Optional<List<String>> dispositions,
            Optional<List<String>> queues,
            Optional<List<String>> codes) {
        Map<String, List<String>> parameters = new TreeMap<>();
        put(parameters, "kind", kinds);
        put(parameters, "disposition", dispositions);
        put(parameters, "queue", queues);
        put(parameters, "code", codes);
        return FeedQuery.parse(parameters, Optional.empty());
    }

    private static void put(Map<String, List<String>> parameters, String name, Optional<List<String>> words) {
        words.ifPresent(some -> parameters.put(name, List.of(String.join(",", some))));
    }

    static FeedStart start(Settings.From from) {
        return switch (from) {
            case NOW -> new FeedStart.Now();
            case BEGINNING -> new FeedStart.Beginning();
        };
    }
}
