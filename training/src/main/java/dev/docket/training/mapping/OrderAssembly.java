package dev.docket.training.mapping;

import dev.docket.json.Problem;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.target.Draft;
import dev.docket.mapping.target.TargetPath;
import dev.docket.mapping.target.TargetType;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.OrderType;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.training.mapping.source.Mistake;
import dev.docket.training.mapping.source.Row;
import dev.docket.training.mapping.source.RowScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one order together from its rows. */
final class OrderAssembly {
    private static final int STEPS_TO_LINE = 2;
    static final String OUTCOME = "outcome.";
    private static final String AS_OF = "asOf";
    private static final RecordReader CONTRACT = new RecordReader();

    private final Mapping mapping;
    private final Map<TargetPath, Expression> targets;
    private final Map<TargetPath, LateShares> shares;
    private final Origins origins;

    OrderAssembly(Mapping mapping, Map<TargetPath, Expression> targets, Map<TargetPath, LateShares> shares) {
        this.mapping = mapping;
        this.targets = targets;
        this.shares = shares;
        this.origins = new Origins(mapping.columns, targets, mapping.outcome);
    }

    /** @throws UnfitException if the service would refuse such an order */
    PastOrder order(List<Row> rows) {
        Draft head = new Draft();
        List<Draft> lines = new ArrayList<>();
        List<Map<String, Object>> known = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(new Draft());
            known.add(new HashMap<>());
        }
        targets.forEach((path, expression) -> {
            int places = path.isOfLine() ? rows.size() : 1;
            for (int i = 0; i < places; i++) {
                Object value =
                        fitted(path, i, new Evaluation(new RowScope(rows, rows.get(i)), known.get(i)), expression);
                put(
                        path,
                        value,
                        path.isOfLine() ? lines.get(i) : head,
                        path.isOfLine() ? known.subList(i, i + 1) : known);
            }
            if (path.text().equals(AS_OF)) {
                history(rows, head, lines, known);
            }
        });
        head.child("order").putAll("lines", lines);
        Evaluation whole = new Evaluation(new RowScope(rows, rows.getFirst()), known.getFirst());
        OrderSnapshot order = (OrderSnapshot) RecordBuilder.build(OrderSnapshot.class, head, "");
        check(order);
        return new PastOrder(order, outcome(whole), String.valueOf(whole.value(mapping.share)));
    }

    private static void check(OrderSnapshot order) {
        List<Problem> problems = new ArrayList<>(CONTRACT.problemsOf(order));
        List<Line> lines = order.order().lines();
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal price = lines.get(i).unitPrice();
            // The service takes it for a discount. In a file it is a correction, mostly, and would pass for a sale.
            if (price != null && price.signum() < 0 && order.order().typeOrStandard() != OrderType.RMA) {
                problems.add(new Problem(
                        String.format(Locale.ROOT, "order.lines[%d].unitPrice", i),
                        "out-of-range",
                        "must be 0 or more; leave rows of discounts and corrections out with 'skip'",
                        price,
                        0));
            }
        }
        if (!problems.isEmpty()) {
            throw new UnfitException(problems);
        }
    }

    /** What is wrong, in terms of the file. */
    List<Mistake> mistakes(UnfitException unfit, List<Row> rows) {
        return unfit.problems().stream()
                .map(problem -> new Mistake(
                        rows.get(Math.min(Origins.line(problem.path()), rows.size() - 1))
                                .number(),
                        origins.of(problem.path()),
                        text(problem)))
                .toList();
    }

    private static String text(Problem problem) {
        String value = problem.value() == null ? "" : " '%s'".formatted(Evaluation.text(problem.value()));
        return "%s%s %s".formatted(problem.path(), value, problem.message()).strip();
    }

    private static void put(TargetPath path, @Nullable Object value, Draft draft, List<Map<String, Object>> known) {
        draft.put(
                path.isOfLine()
                        ? path.steps().subList(STEPS_TO_LINE, path.steps().size())
                        : path.steps(),
                value);
        if (value != null) {
            known.forEach(fields -> fields.put(path.text(), value));
        }
    }

    private void history(List<Row> rows, Draft head, List<Draft> lines, List<Map<String, Object>> known) {
        if (mapping.history == null || !(known.getFirst().get(AS_OF) instanceof Instant asOf)) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        mapping.history.shares().forEach((path, key) -> {
            int places = path.isOfLine() ? rows.size() : 1;
            LateShares shares = this.shares.get(path);
            for (int i = 0; i < places; i++) {
                Object of = new Evaluation(new RowScope(rows, rows.get(i)), known.get(i)).value(key);
                Object share = of == null || shares == null ? null : shares.share(Evaluation.text(of), today);
                put(
                        path,
                        share,
                        path.isOfLine() ? lines.get(i) : head,
                        path.isOfLine() ? known.subList(i, i + 1) : known);
            }
        });
    }

    private static @Nullable Object fitted(TargetPath path, int line, Evaluation evaluation, Expression expression) {
        try {
            Object value = evaluation.value(expression);
            return value == null ? null : TargetType.fit(value, path.type());
        } catch (RuntimeException unfit) {
            String place =
                    path.isOfLine() ? path.text().replace("[]", String.format(Locale.ROOT, "[%d]", line)) : path.text();
            throw new UnfitException(place, unfit.getMessage() == null ? "does not fit" : unfit.getMessage());
        }
    }

    private @Nullable Outcome outcome(Evaluation whole) {
        Object daysLate = outcomePart(whole, "daysLate", Integer.class);
        if (!(daysLate instanceof Integer days)) {
            return null;
        }
        return new Outcome(
                days,
                Boolean.TRUE.equals(outcomePart(whole, "cancelled", Boolean.class)),
                Boolean.TRUE.equals(outcomePart(whole, "fraud", Boolean.class)));
    }

    private @Nullable Object outcomePart(Evaluation whole, String part, Class<?> type) {
        Expression expression = mapping.outcome.get(part);
        try {
            Object value = expression == null ? null : whole.value(expression);
            return value == null ? null : TargetType.fit(value, type);
        } catch (RuntimeException unfit) {
            throw new UnfitException(OUTCOME + part, String.valueOf(unfit.getMessage()));
        }
    }
}
