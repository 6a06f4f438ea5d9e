package dev.docket.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An earlier and a later part without a group in common: rows of one shipment share one fate. */
record TimeSplit(List<Case> earlier, List<Case> later) {
    /** @param cases in order of time */
    static TimeSplit of(List<Case> cases, double laterShare) {
        int cut = (int) (cases.size() * (1 - laterShare));
        if (cut <= 0 || cut >= cases.size()) {
            throw new TrainingException(
                    "%,d orders with outcomes are too few to split by time.".formatted(cases.size()));
        }
        Instant begin = cases.get(cut).at();
        List<Case> earlier =
                cases.stream().filter(one -> one.at().isBefore(begin)).toList();
        Set<String> groups = new HashSet<>();
        earlier.forEach(one -> groups.add(one.group()));
        List<Case> later = cases.stream()
                .filter(one -> !one.at().isBefore(begin) && !groups.contains(one.group()))
                .toList();
        return new TimeSplit(earlier, later);
    }

    /** Blocks of time of about equal size; a group belongs to the block of its first case. */
    static List<List<Case>> blocks(List<Case> cases, int count) {
        Map<String, Integer> blockOf = new HashMap<>();
        List<List<Case>> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(new ArrayList<>());
        }
        for (int i = 0; i < cases.size(); i++) {
            int here = (int) ((long) i * count / cases.size());
            int block = blockOf.computeIfAbsent(cases.get(i).group(), group -> here);
            blocks.get(block).add(cases.get(i));
        }
        return blocks;
    }
}
