package dev.docket.bench.phase;

import dev.docket.decision.rule.TraceLevel;
import dev.docket.measure.Ratios;
import dev.docket.measure.Rounds;
import dev.docket.measure.Section;
import dev.docket.measure.Spread;
import dev.docket.measure.Wanted;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code ./docket bench phases}: what each phase of a decision takes of the processor, and its share of the whole. */
public final class PhasesBench {
    private static final int ROUNDS = 21;
    private static final String HEADING = "Where the time of a decision goes";

    private PhasesBench() {}

    /** @return how the process ends */
    public static int run(String... options) throws IOException {
        Wanted wanted = Wanted.of(ROUNDS, options);
        Map<TraceLevel, Rounds> rounds = new EnumMap<>(TraceLevel.class);
        Prepared prepared = Prepared.shipped();
        for (TraceLevel level : new TraceLevel[] {TraceLevel.FIRED, TraceLevel.FULL}) {
            System.out.println("measuring, trace " + level.name().toLowerCase(Locale.ROOT));
            rounds.put(level, new Phases(prepared, level).measured(wanted.rounds()));
        }
        String table = table(rounds);
        System.out.println("\n" + table);
        if (wanted.write()) {
            Section.write(HEADING, section(wanted.rounds(), prepared, table));
        }
        return wanted.end(ratios(rounds));
    }

    private static String table(Map<TraceLevel, Rounds> rounds) {
        StringBuilder text =
                new StringBuilder("| Trace | Phase | µs | Share | × reading the JSON |\n|---|---|---:|---:|---:|\n");
        rounds.forEach((level, measured) -> {
            for (String phase : Phases.ALL) {
                Spread share = measured.ratio(phase, Phases.WHOLE);
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.0f %% | %s |%n",
                        level.name().toLowerCase(Locale.ROOT),
                        phase,
                        measured.of(phase).median(),
                        share.median() * 100,
                        measured.ratio(phase, Phases.YARDSTICK).text("%.2f")));
            }
        });
        return text.toString();
    }

    private static String section(int rounds, Prepared prepared, String table) {
        return String.format(Locale.ROOT, """
                        `./docket bench phases --write` %s. The shipped rules and model, %d generated orders, mixed as over a year. Processor time of
                        one thread; *record* is that of the whole process, for a record of the same size in SQLite, durable, 64 at a time. The steps
                        take turns; median of %d rounds with its 95 %% interval. The last column is the ratio to Jackson reading the same
                        requests into trees, in the same run: that is what `--compare` looks at.

                        *parse* is reading without constraints, *validate* what constraints add, *digest* canonical JSON and SHA-256 of the request, *arbitrate*
                        what a decision takes beside rules and model, *hash* SHA-256 of request and answer as they are stored. What is stored has the trace of what fired.

                        %s
                        """, Section.place(), prepared.size(), rounds, table);
    }

    private static Ratios ratios(Map<TraceLevel, Rounds> rounds) {
        SortedMap<String, Spread> ratios = new TreeMap<>();
        rounds.forEach((level, measured) -> Phases.ALL.forEach(phase -> ratios.put(
                level.name().toLowerCase(Locale.ROOT) + ", " + phase, measured.ratio(phase, Phases.YARDSTICK))));
        return new Ratios("Jackson reading the requests into trees", ratios);
    }
}
