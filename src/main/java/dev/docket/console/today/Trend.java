package dev.docket.console.today;

import dev.docket.console.find.Behind;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.console.today.TodayPage.Bar;
import dev.docket.console.today.TodayPage.Layer;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.outcome.Counted;
import java.util.ArrayList;
import java.util.List;

/** The period as bars. */
record Trend(Counted counted, Behind behind) {
    private static final double WIDTH = 100;
    private static final double HEIGHT = 100;
    private static final double FILLED = 0.78;

    long highest() {
        return counted.slots().stream().mapToLong(Trend::all).max().orElse(0);
    }

    private static long all(Counted.Slot slot) {
        return slot.byDisposition().values().stream().mapToLong(Long::longValue).sum();
    }

    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        double step = WIDTH / counted.slots().size();
        double x = step * (1 - FILLED) / 2;
        for (Counted.Slot slot : counted.slots()) {
            bars.add(new Bar(
                    Texts.of("today_slot", Words.time(slot.from()), Words.number(all(slot))),
                    behind.between(slot.from(), slot.to()).of(),
                    Words.measure(x),
                    Words.measure(step * FILLED),
                    layers(slot)));
            x += step;
        }
        return bars;
    }

    private List<Layer> layers(Counted.Slot slot) {
        List<Layer> layers = new ArrayList<>();
        double y = HEIGHT;
        for (var layer : slot.byDisposition().entrySet()) {
            double height = HEIGHT * layer.getValue() / Math.max(1, highest());
            y -= height;
            layers.add(new Layer(tone(layer.getKey()), Words.measure(y), Words.measure(height)));
        }
        return layers;
    }

    private static String tone(Disposition disposition) {
        return disposition.name();
    }
}
