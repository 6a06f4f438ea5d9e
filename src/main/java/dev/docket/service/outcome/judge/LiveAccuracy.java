package dev.docket.service.outcome.judge;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How good the model has been on orders whose outcome is known by now. A pure function of what was said and what came of it.
 *
 * @param orders how many there are; with none the other numbers are not numbers
 * @param logLoss mean of -ln p(true class), at most {@code -ln 1e-6}: an answer has six decimals
 * @param calibrationError expected calibration error of the most probable class, in ten bins of equal width, 0..1
 * @param coverage share of the prediction sets that held the truth, 0..1
 * @param byClass by the true class; a class that did not occur is absent
 */
public record LiveAccuracy(
        int orders,
        double logLoss,
        double calibrationError,
        double coverage,
        SortedMap<PriorityClass, ClassAccuracy> byClass) {
    private static final double LEAST_PROBABILITY = 1e-6;
    private static final int BINS = 10;

    /**
     * What was said of an order, and what came of it.
     *
     * @param candidates the 90 % prediction set
     * @param answered the class in the answer
     * @param truth the class of the outcome
     * @param overridden whether a person overrode the recommendation
     */
    public record Judged(
            Probabilities said,
            List<PriorityClass> candidates,
            PriorityClass answered,
            PriorityClass truth,
            boolean overridden) {
        public Judged {
            candidates = List.copyOf(candidates);
        }

        private PriorityClass mostProbable() {
            PriorityClass best = PriorityClass.P1;
            for (PriorityClass each : PriorityClass.values()) {
                best = said.of(each) > said.of(best) ? each : best;
            }
            return best;
        }
    }

    /**
     * Of the orders of one true class.
     *
     * @param right share that was answered with it, 0..1
     * @param tooMild share that was answered with a milder one, 0..1
     * @param covered share whose prediction set held it, 0..1
     * @param overridden share where a person did otherwise, 0..1
     */
    public record ClassAccuracy(int orders, double right, double tooMild, double covered, double overridden) {}

    public LiveAccuracy {
        byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
    }

    /** Judges all of them together and by true class. */
    public static LiveAccuracy of(List<Judged> judged) {
        SortedMap<PriorityClass, ClassAccuracy> byClass = new TreeMap<>();
        for (PriorityClass each : PriorityClass.values()) {
            List<Judged> ofClass =
                    judged.stream().filter(one -> one.truth() == each).toList();
            if (!ofClass.isEmpty()) {
                byClass.put(each, ofClass(ofClass));
            }
        }
        return new LiveAccuracy(
                judged.size(),
                mean(
                        judged,
                        one -> -Math.log(Math.max(LEAST_PROBABILITY, one.said().of(one.truth())))),
                calibrationError(judged),
                share(judged, LiveAccuracy::isCovered),
                byClass);
    }

    private static ClassAccuracy ofClass(List<Judged> judged) {
        return new ClassAccuracy(
                judged.size(),
                share(judged, one -> one.answered() == one.truth()),
                share(judged, one -> one.answered().compareTo(one.truth()) > 0),
                share(judged, LiveAccuracy::isCovered),
                share(judged, Judged::overridden));
    }

    private static boolean isCovered(Judged one) {
        return one.candidates().contains(one.truth());
    }

    private static double calibrationError(List<Judged> judged) {
        double[] gaps = new double[BINS];
        for (Judged one : judged) {
            PriorityClass best = one.mostProbable();
            double most = one.said().of(best);
            gaps[Math.min(BINS - 1, (int) (most * BINS))] += most - (best == one.truth() ? 1 : 0);
        }
        return Arrays.stream(gaps).map(Math::abs).sum() / judged.size();
    }

    private static double share(List<Judged> judged, Predicate<Judged> is) {
        return mean(judged, one -> is.test(one) ? 1 : 0);
    }

    private static double mean(List<Judged> judged, ToDoubleFunction<Judged> value) {
        return judged.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
