package dev.docket.training.mapping;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.training.mapping.expression.Evaluation;
import dev.docket.training.mapping.expression.Expression;
import dev.docket.training.mapping.source.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one order together from its rows. */
final class OrderAssembly {
    private static final int STEPS_TO_LINE = 2;
    private static final String AS_OF = "asOf";

    private final Mapping mapping;
    private final Map<TargetPath, Expression> targets;
    private final Map<TargetPath, LateShares> shares;

    OrderAssembly(Mapping mapping, Map<TargetPath, Expression> targets, Map<TargetPath, LateShares> shares) {
        this.mapping = mapping;
        this.targets = targets;
        this.shares = shares;
    }

    /** @throws IllegalArgumentException if a value does not fit, naming its path */
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
                Object value = fitted(path, new Evaluation(rows, rows.get(i), known.get(i)).value(expression));
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
        Evaluation whole = new Evaluation(rows, rows.getFirst(), known.getFirst());
        return new PastOrder(
                (OrderSnapshot) RecordBuilder.build(OrderSnapshot.class, head, ""),
                outcome(whole),
                String.valueOf(whole.value(mapping.share)));
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
                Object of = new Evaluation(rows, rows.get(i), known.get(i)).value(key);
                Object share = of == null || shares == null ? null : shares.share(Evaluation.text(of), today);
                put(
                        path,
                        share,
                        path.isOfLine() ? lines.get(i) : head,
                        path.isOfLine() ? known.subList(i, i + 1) : known);
            }
        });
    }

    private static @Nullable Object fitted(TargetPath path, @Nullable Object value) {
        try {
            return value == null ? null : TargetType.fit(value, path.type());
        } catch (RuntimeException unfit) {
            throw new IllegalArgumentException("%s: %s".formatted(path.text(), unfit.getMessage()), unfit);
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
        Object value = expression == null ? null : whole.value(expression);
        return value == null ? null : TargetType.fit(value, type);
    }
}
