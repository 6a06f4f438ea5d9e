package dev.docket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.VerifyJournal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demonstration: starts the service and behaves as any caller would; reads the journal as any auditor would. */
public final class Demo {
    private final DemoPlan plan;
    private final Screen screen;

    public Demo(DemoPlan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /**
     * Runs it to its end, which is where somebody stops the service if the plan says so.
     *
     * @param log where the service's log goes
     * @return whether every order was decided and every decision is in the journal
     * @throws ServiceFailure if the service does not start
     */
    public boolean run(PrintStream log) throws IOException, InterruptedException {
        try (RunningService service = RunningService.start(plan.service(), plan.data(), log)) {
            screen.line(String.format(
                    Locale.ROOT, "The service runs at %s, its journal is in %s.", service.uri(), plan.data()));
            boolean complete;
            try (Caller caller = new Caller(service.uri())) {
                complete = demonstrate(caller, service.uri());
            }
            if (plan.stay()) {
                service.awaitEnd();
            }
            return complete;
        }
    }

    private boolean demonstrate(Caller caller, URI service) throws IOException, InterruptedException {
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
        VerifyJournal.Report verified = new VerifyJournal(
                        JournalArchive.of(new JournalStore.Sqlite(plan.data())), List.of(), List.of())
                .run(records -> {});
        long acknowledged = tally.acknowledged().size();
        long found = load.found(tally.decisionIds());
        report.check(acknowledged, verified.records(), found);
        report.verified(verified);
        new Farewell(screen, plan)
                .say(
                        service.toString(),
                        stories.stream()
                                .map(story -> story.answer().path("decisionId").asText())
                                .toList());
        return tally.refused().isEmpty()
                && acknowledged == verified.records()
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
