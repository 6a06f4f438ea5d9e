package dev.docket.training.cases;

import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An earlier and a later part without a group in common: rows of one shipment share one fate. */
public record TimeSplit(List<Moment> earlier, List<Moment> later) {
    /** @param moments in order of time */
    public static TimeSplit of(List<Moment> moments, double laterShare) {
        return at(moments, begin(moments, laterShare));
    }

    /**
     * The same, where a model is judged too that was trained on orders up to a moment: the later part begins after it.
     *
     * @param moments in order of time
     */
    public static TimeSplit after(List<Moment> moments, double laterShare, Instant trained) {
        Instant begin = begin(moments, laterShare);
        Instant unseen = moments.stream()
                .map(moment -> moment.one().at())
                .filter(at -> at.isAfter(trained))
                .findFirst()
                .orElseThrow(() -> new TrainingException(
                        "The present model was trained on all of these orders: there is nothing to judge by.%nReport more outcomes."
                                .formatted()));
        return at(moments, begin.isBefore(unseen) ? unseen : begin);
    }

    private static Instant begin(List<Moment> moments, double laterShare) {
        int cut = (int) (moments.size() * (1 - laterShare));
        if (cut <= 0 || cut >= moments.size()) {
            throw new TrainingException(String.format(
                    Locale.ROOT, "%,d orders with outcomes are too few to split by time.", moments.size()));
        }
        return moments.get(cut).one().at();
    }

    private static TimeSplit at(List<Moment> moments, Instant begin) {
        List<Moment> earlier = moments.stream()
                .filter(moment -> moment.one().at().isBefore(begin))
                .toList();
        Set<String> groups = new HashSet<>();
        earlier.forEach(moment -> groups.add(moment.one().group()));
        List<Moment> later = moments.stream()
                .filter(moment -> !moment.one().at().isBefore(begin)
                        && !groups.contains(moment.one().group()))
                .toList();
        return new TimeSplit(earlier, later);
    }

    /** @param moments in order of time; the later part begins at one share of them and ends at another */
    public static TimeSplit between(List<Moment> moments, double from, double to) {
        List<Moment> first = moments.subList(0, (int) (moments.size() * to));
        return of(first, 1 - from / to);
    }
}
