package dev.docket.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.CountDecisions;
import dev.docket.service.JournalArchive;
import dev.docket.service.JournalStore;
import dev.docket.service.VerifyJournal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs the demonstration against the service in this process. */
public final class Demo implements QuarkusApplication {
    private final CountDecisions recorded;

    public Demo(CountDecisions recorded) {
        this.recorded = recorded;
    }

    @Override
    public int run(String... arguments) throws IOException, InterruptedException {
        DemoPlan plan = DemoPlan.of(arguments);
        Screen screen = Screen.of(
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)), "out", System.getenv());
        String service = "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        screen.line("The service runs at %s, its journal is in %s.".formatted(service, plan.data()));
        boolean complete;
        try (Caller caller = new Caller(URI.create(service))) {
            complete = demonstrate(plan, screen, caller, service);
        }
        if (plan.stay()) {
            Quarkus.waitForExit();
        }
        return complete ? 0 : 1;
    }

    private boolean demonstrate(DemoPlan plan, Screen screen, Caller caller, String service)
            throws IOException, InterruptedException {
        Report report = new Report(screen);
        List<OrderSource> sources = OrderSources.of(plan);
        List<OrderSnapshot> orders =
                sources.stream().flatMap(source -> source.orders().stream()).toList();
        report.sources(sources, plan);
        screen.heading(String.format(Locale.ROOT, "Sending %,d orders to POST /v1/decisions", orders.size()));
        Load load = new Load(caller);
        Tally tally = Tally.of(load.send(orders, new Progress(screen, "orders", orders.size())));
        report.refused(tally.refused());
        report.tally(tally);
        List<Story> stories = stories(tally, caller);
        screen.heading("Three decisions in words");
        for (int i = 0; i < stories.size(); i++) {
            report.story(i + 1, stories.get(i));
        }
        long acknowledged = tally.acknowledged().size();
        long count = recorded.count();
        long found = load.found(tally.decisionIds());
        report.check(acknowledged, count, found);
        VerifyJournal.Report verified = new VerifyJournal(
                        JournalArchive.of(new JournalStore.Sqlite(plan.data())), List.of(), List.of())
                .run(records -> {});
        report.verified(verified);
        new Farewell(screen, plan)
                .say(
                        service,
                        stories.stream()
                                .map(story -> story.answer().path("decisionId").asText())
                                .toList());
        return tally.refused().isEmpty()
                && acknowledged == count
                && acknowledged == found
                && verified.problems().isEmpty();
    }

    private static List<Story> stories(Tally tally, Caller caller) throws IOException, InterruptedException {
        Words words = Words.of(read(caller, "/v1/rules"), read(caller, "/v1/taxonomy"));
        List<Story> stories = new ArrayList<>();
        for (Sent.Acknowledged sent : Chosen.from(tally)) {
            JsonNode answer = read(caller, "/v1/decisions/" + sent.verdict().decisionId());
            stories.add(new Story(words, sent.order(), answer));
        }
        return stories;
    }

    private static JsonNode read(Caller caller, String path) throws IOException, InterruptedException {
        return Reply.tree(caller.get(path).body());
    }
}
