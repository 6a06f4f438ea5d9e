package dev.docket.peers;

import dev.docket.measure.Section;
import dev.docket.measure.Spread;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The table of a run.
 *
 * @param micros the processor time of a decision, by round
 * @param fired how many rules fire for an order
 */
record PeersReport(Map<Peer, double[]> micros, int orders, double fired) {
    static final String HEADING = "Beside other engines";

    String table() {
        StringBuilder text =
                new StringBuilder("| Engine | decisions/s | µs | times as long as Docket |\n|---|---:|---:|---:|\n");
        micros.forEach((peer, rounds) -> {
            Spread each = Spread.of(rounds);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f | %s |%n",
                    peer.title(),
                    1e6 / each.median(),
                    each.median(),
                    peer == Peer.DOCKET ? "1" : ratio(micros, peer, Peer.DOCKET).text("%.2f")));
        });
        return text.toString();
    }

    String section() {
        return String.format(Locale.ROOT, """
                `./docket bench peers --write` %s. Twenty rules over an order, its customer, shipment and lines, in the language of each
                engine (`peers/`); %,d generated orders of 1 to 12 lines, for which %.1f rules fire on average. All engines gave the same answers
                first. Each has a process of its own; they take turns, a second of the processor each; processor time of the whole process, garbage collection and threads
                of its own included; median of %d rounds and its 95 %% interval. Orders are in the form that each engine takes before the clock starts, in Node
                JavaScript objects. Compare the ratios, not the times.

                %s
                What is compared is *which rules fire*. Docket also says with which values, what is missing and could still matter, exceptions with severity, actions,
                approvals, queue, due time and disposition, and it decides in exact decimals with three-valued logic; it has no classifier here.
                Drools finds the same in a session, and does no more. Camunda 7 parses each FEEL expression anew at each evaluation
                ([feel-scala#1149](https://github.com/camunda/feel-scala/issues/1149)). The two engines for Node are called 64 decisions at a time.
                """, Section.place(), orders, fired, rounds(), table());
    }

    private int rounds() {
        return Objects.requireNonNull(micros.get(Peer.DOCKET)).length;
    }

    /** How many times as long one takes as another, round by round. */
    static Spread ratio(Map<Peer, double[]> micros, Peer one, Peer other) {
        double[] ones = Objects.requireNonNull(micros.get(one));
        double[] others = Objects.requireNonNull(micros.get(other));
        double[] ratios = new double[ones.length];
        for (int i = 0; i < ones.length; i++) {
            ratios[i] = ones[i] / others[i];
        }
        return Spread.of(ratios);
    }
}
