package dev.docket.peers;

import dev.docket.measure.Ratios;
import dev.docket.measure.Section;
import dev.docket.measure.Spread;
import dev.docket.measure.Wanted;
import dev.docket.peers.engine.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code ./docket bench peers}: what a decision takes with Docket and with other engines. Each engine has a process of its own; all answers are
 * compared first; then they take turns.
 */
public final class PeersBench {
    private static final long SEED = 20261201;
    private static final int ORDERS = 1_000;
    private static final int ROUNDS = 11;
    private static final long WARM_UP_MILLIS = 10_000;
    private static final long TURN_MILLIS = 1_000;

    private PeersBench() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Wanted wanted = wanted(arguments);
        Path file = Files.createTempFile("orders", ".ndjson");
        Orders orders = GeneratedOrders.of(SEED, ORDERS);
        orders.write(file);
        List<Contestant> contestants = new ArrayList<>();
        try {
            String noNode = NodeModules.missing();
            for (Peer peer : Peer.values()) {
                if (peer.home() instanceof Peer.InNode && !noNode.isEmpty()) {
                    System.out.println("skipped: " + peer.title() + ", because " + noNode);
                } else {
                    contestants.add(Contestant.start(peer, file, NodeModules.FOLDER));
                }
            }
            int fired = compareAnswers(contestants);
            Map<Peer, double[]> micros = measured(contestants, wanted.rounds());
            PeersReport report = new PeersReport(micros, ORDERS, (double) fired / ORDERS);
            System.out.println("\n" + report.table());
            if (wanted.write()) {
                Section.write(PeersReport.HEADING, report.section());
            }
            int end = wanted.end(ratios(micros));
            contestants.forEach(Contestant::close);
            System.exit(end);
        } finally {
            contestants.forEach(Contestant::close);
            Files.deleteIfExists(file);
        }
    }

    private static Wanted wanted(String... arguments) {
        try {
            return Wanted.of(ROUNDS, arguments);
        } catch (Wanted.Misunderstood misunderstood) {
            System.err.println("docket bench peers: " + misunderstood.getMessage() + "; options: " + Wanted.USAGE);
            System.exit(2);
            throw misunderstood;
        }
    }

    /** @return how many rules fired in all */
    private static int compareAnswers(List<Contestant> contestants) throws IOException {
        List<String> expected = contestants.getFirst().answers(ORDERS);
        for (Contestant contestant : contestants.subList(1, contestants.size())) {
            List<String> answers = contestant.answers(ORDERS);
            for (int i = 0; i < ORDERS; i++) {
                if (!answers.get(i).equals(expected.get(i))) {
                    throw new IllegalStateException(String.format(
                            Locale.ROOT,
                            "%s answers [%s] to order %d, Docket [%s]",
                            contestant.peer().title(),
                            answers.get(i),
                            i,
                            expected.get(i)));
                }
            }
        }
        System.out.printf("%d engines give the same answers to %,d orders%n", contestants.size(), ORDERS);
        return expected.stream()
                .mapToInt(codes -> (int) Stream.of(codes.split(","))
                        .filter(code -> !code.isEmpty())
                        .count())
                .sum();
    }

    private static Map<Peer, double[]> measured(List<Contestant> contestants, int rounds) throws IOException {
        Map<Peer, double[]> micros = new EnumMap<>(Peer.class);
        for (Contestant contestant : contestants) {
            System.out.println("warming up: " + contestant.peer().title());
            contestant.micros(WARM_UP_MILLIS);
            micros.put(contestant.peer(), new double[rounds]);
        }
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                Objects.requireNonNull(micros.get(contestant.peer()))[round] = contestant.micros(TURN_MILLIS);
            }
        }
        return micros;
    }

    /** Docket beside a plain Drools session: others may get slower without anybody here to blame. */
    private static Ratios ratios(Map<Peer, double[]> micros) {
        Map<String, Spread> docket = new TreeMap<>();
        for (Peer peer : List.of(Peer.DOCKET, Peer.DOCKET_WRITTEN, Peer.DOCKET_EXPLAINED)) {
            docket.put(peer.title(), PeersReport.ratio(micros, peer, Peer.DROOLS_POOLED));
        }
        return new Ratios(Peer.DROOLS_POOLED.title(), new TreeMap<>(docket));
    }
}
