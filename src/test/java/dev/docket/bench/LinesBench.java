package dev.docket.bench;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.LongOrder;
import dev.docket.json.AnswerWriter;
import dev.docket.json.Heading;
import dev.docket.measure.Ratios;
import dev.docket.measure.Rounds;
import dev.docket.measure.Section;
import dev.docket.measure.Spread;
import dev.docket.measure.Turns;
import dev.docket.measure.Wanted;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code ./docket bench lines}: what a line of a long order costs: deciding and writing the answer, per line. The sizes take turns, and only the thread's
 * own processor time counts, so that a busy machine changes the ratios little.
 */
public final class LinesBench {
    private static final List<Integer> SIZES = List.of(1, 10, 100, 500, 2_000);
    private static final int UNIT = 100;
    private static final List<TraceLevel> LEVELS = List.of(TraceLevel.FIRED, TraceLevel.FULL);
    private static final int ROUNDS = 21;
    private static final String HEADING = "Long orders";

    private final Bundle bundle = BundleLoader.load(Path.of("rules"), Path.of("models"));

    private LinesBench() {}

    /** @return how the process ends */
    public static int run(String... options) throws IOException {
        Wanted wanted = Wanted.of(ROUNDS, options);
        LinesBench bench = new LinesBench();
        Turns turns = new Turns();
        for (TraceLevel level : LEVELS) {
            for (int size : SIZES) {
                OrderSnapshot order = LongOrder.of(size);
                turns.step(name(level, size), turn -> bench.answer(order, level));
            }
        }
        Rounds rounds = turns.measured(wanted.rounds());
        String table = bench.table(rounds);
        System.out.println("\n" + table);
        if (wanted.write()) {
            Section.write(HEADING, section(wanted.rounds(), table));
        }
        return wanted.end(ratios(rounds));
    }

    private String table(Rounds rounds) {
        StringBuilder text = new StringBuilder(
                "| Trace | Lines | µs a line | against 100 lines | Answer, kB |\n|---|---:|---:|---:|---:|\n");
        for (TraceLevel level : LEVELS) {
            for (int size : SIZES) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.1f | %s | %,d |%n",
                        level.name().toLowerCase(Locale.ROOT),
                        size,
                        rounds.of(name(level, size)).median() / size,
                        perLine(rounds, level, size).text("%.2f"),
                        answer(LongOrder.of(size), level).length / 1_000));
            }
        }
        return text.toString();
    }

    private static String section(int rounds, String table) {
        return String.format(Locale.ROOT, """
                        `./docket bench lines --write` %s: processor time of one thread per line, to decide and to write the answer. The sizes take
                        turns within one run; median of %d rounds with its 95 %% interval. Compare the ratios, not the times. An order of one line pays for what
                        every order has.

                        %s
                        """, Section.place(), rounds, table);
    }

    private static Ratios ratios(Rounds rounds) {
        SortedMap<String, Spread> ratios = new TreeMap<>();
        for (TraceLevel level : LEVELS) {
            for (int size : SIZES) {
                if (size != UNIT) {
                    ratios.put(name(level, size), perLine(rounds, level, size));
                }
            }
        }
        return new Ratios("a line of an order of 100 lines", ratios);
    }

    private static Spread perLine(Rounds rounds, TraceLevel level, int size) {
        return rounds.ratio(name(level, size), name(level, UNIT)).times((double) UNIT / size);
    }

    private static String name(TraceLevel level, int size) {
        return String.format(Locale.ROOT, "%s, %d lines", level.name().toLowerCase(Locale.ROOT), size);
    }

    private byte[] answer(OrderSnapshot order, TraceLevel level) {
        var heading = new Heading(new DecisionId("d-0"), order.requestId(), order.now(), order.now(), bundle.id());
        return AnswerWriter.write(heading, bundle.decider().decide(order, level));
    }
}
