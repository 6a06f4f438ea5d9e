package dev.docket.bench.rule;

import dev.docket.decision.Decider;
import dev.docket.decision.RuleBook;
import dev.docket.decision.Standing;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.measure.Ratios;
import dev.docket.measure.Rounds;
import dev.docket.measure.Section;
import dev.docket.measure.Spread;
import dev.docket.measure.Turns;
import dev.docket.measure.Wanted;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.RuleFolder;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./docket bench rules}: what evaluating the rules takes, for the shipped ones and for many more of their kind. */
public final class RulesBench {
    private static final int ROUNDS = 21;
    private static final int ORDERS = 256;
    private static final List<Integer> MORE = List.of(500, 1_000);
    private static final String HEADING = "More rules";

    private RulesBench() {}

    /** Some rules, and the orders with what stands before the rules across exceptions run. */
    private record Book(int rules, RuleBook book, List<OrderSnapshot> orders, List<Standing> standing) {
        static Book of(RuleFolder folder) {
            RuleBook book = folder.ruleBook();
            List<OrderSnapshot> received = SampleOrders.history(1)
                    .limit(ORDERS)
                    .map(PastOrder::snapshot)
                    .map(book::settled)
                    .toList();
            return new Book(
                    folder.ruleBook().descriptions().size(),
                    book,
                    received,
                    received.stream()
                            .map(order -> Decider.standing(book, order, folder.taxonomy(), folder.actions()))
                            .toList());
        }

        Object evaluate(int turn, TraceLevel level) {
            int at = turn % ORDERS;
            return book.evaluate(orders.get(at), level)
                    .and(book.evaluateAcross(orders.get(at), standing.get(at), level));
        }

        String name(TraceLevel level) {
            return String.format(Locale.ROOT, "%s, %d rules", level.name().toLowerCase(Locale.ROOT), rules);
        }
    }

    /** @return how the process ends */
    public static int run(String... options) throws IOException {
        Wanted wanted = Wanted.of(ROUNDS, options);
        Map<Integer, Book> books = new LinkedHashMap<>();
        put(books, Book.of(RuleFolder.compile(MultipliedRules.files(0))));
        for (int many : MORE) {
            System.out.printf("compiling %,d rules ...%n", many);
            put(books, Book.of(RuleFolder.compile(MultipliedRules.files(many))));
        }
        Turns turns = new Turns();
        for (TraceLevel level : List.of(TraceLevel.FIRED, TraceLevel.FULL)) {
            books.values().forEach(book -> turns.step(book.name(level), turn -> book.evaluate(turn, level)));
        }
        Rounds rounds = turns.measured(wanted.rounds());
        String table = table(List.copyOf(books.values()), rounds);
        System.out.println("\n" + table);
        if (wanted.write()) {
            Section.write(HEADING, section(wanted.rounds(), table));
        }
        return wanted.end(ratios(List.copyOf(books.values()), rounds));
    }

    private static void put(Map<Integer, Book> books, Book book) {
        books.put(book.rules(), book);
    }

    private static String table(List<Book> books, Rounds rounds) {
        StringBuilder text = new StringBuilder("""
                | Trace | Rules | µs an order | times the shipped | rules × | each rule against a shipped one |
                |---|---:|---:|---:|---:|---:|
                """);
        Book shipped = books.getFirst();
        for (TraceLevel level : List.of(TraceLevel.FIRED, TraceLevel.FULL)) {
            for (Book book : books) {
                double more = (double) book.rules() / shipped.rules();
                Spread ratio = rounds.ratio(book.name(level), shipped.name(level));
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.1f | %s | %.2f | %s |%n",
                        level.name().toLowerCase(Locale.ROOT),
                        book.rules(),
                        rounds.of(book.name(level)).median(),
                        ratio.text("%.2f"),
                        more,
                        ratio.times(1 / more).text("%.2f")));
            }
        }
        return text.toString();
    }

    private static String section(int rounds, String table) {
        return String.format(Locale.ROOT, """
                        `./docket bench rules --write` %s. Evaluating the rules alone, processor time of one thread, %d generated orders. The shipped
                        rules again and again under other names and with other thresholds; 1,000 is what a folder may have. The sizes take turns;
                        median of %d rounds with its 95 %% interval. Below 1 in the last column is better than linear.

                        %s
                        """, Section.place(), ORDERS, rounds, table);
    }

    private static Ratios ratios(List<Book> books, Rounds rounds) {
        Map<String, Spread> ratios = new TreeMap<>();
        for (TraceLevel level : List.of(TraceLevel.FIRED, TraceLevel.FULL)) {
            for (Book book : books.subList(1, books.size())) {
                ratios.put(
                        book.name(level),
                        rounds.ratio(book.name(level), books.getFirst().name(level)));
            }
        }
        return new Ratios("evaluating the shipped rules", new TreeMap<>(ratios));
    }
}
