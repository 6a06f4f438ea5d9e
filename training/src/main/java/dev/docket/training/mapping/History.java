package dev.docket.training.mapping;

import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.expression.ExpressionReader;
import dev.docket.mapping.target.TargetPath;
import dev.docket.training.mapping.source.CsvRows;
import dev.docket.training.mapping.source.RowScope;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a mapping that computes late shares from the file itself, as they were known at the decision.
 *
 * @param knownOn the day on which the outcome of a row was known
 * @param daysLate above zero when the row was late
 * @param windowDays how many days back outcomes count; {@link #ALL_TIME} when the mapping does not say
 * @param shares the key of each share, by the path it goes to
 */
record History(
        Expression knownOn,
        Expression daysLate,
        int pseudoObservations,
        int windowDays,
        Map<TargetPath, Expression> shares) {
    private static final int ALL_TIME = 36_500;

    static History read(YamlNode fields, ExpressionReader expressions) {
        fields.allowOnly(List.of("knownOn", "daysLate", "pseudoObservations", "windowDays", "shares"));
        Map<TargetPath, Expression> shares = new LinkedHashMap<>();
        fields.required("shares").map().forEach((path, key) -> {
            TargetPath target = TargetPath.parse(key, path);
            if (target != null) {
                shares.put(target, expressions.read(key, path));
            }
        });
        return new History(
                expressions.read(fields.required("knownOn"), "history"),
                expressions.read(fields.required("daysLate"), "history"),
                fields.required("pseudoObservations").wholeNumber(),
                fields.optional("windowDays").map(YamlNode::wholeNumber).orElse(ALL_TIME),
                shares);
    }

    /** Reads all rows once; this is why a mapping with a history takes memory in proportion to its file. */
    Map<TargetPath, LateShares> learn(CsvRows rows) {
        Map<TargetPath, List<LateShares.Observation>> seen = new LinkedHashMap<>();
        shares.keySet().forEach(path -> seen.put(path, new ArrayList<>()));
        rows.forEachRemaining(row -> {
            if (!row.mistakes().isEmpty()) {
                return;
            }
            Evaluation evaluation = new Evaluation(new RowScope(List.of(row), row), Map.of());
            if (evaluation.value(knownOn) instanceof LocalDate on
                    && evaluation.value(daysLate) instanceof BigDecimal days) {
                shares.forEach((path, key) -> {
                    Object value = evaluation.value(key);
                    List<LateShares.Observation> observations = seen.get(path);
                    if (value != null && observations != null) {
                        observations.add(new LateShares.Observation(on, Evaluation.text(value), days.signum() > 0));
                    }
                });
            }
        });
        Map<TargetPath, LateShares> learned = new LinkedHashMap<>();
        seen.forEach((path, observations) ->
                learned.put(path, new LateShares(pseudoObservations, windowDays, observations)));
        return learned;
    }
}
