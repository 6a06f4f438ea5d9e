package dev.docket.priority.loss;

import dev.docket.decision.urgency.Measured;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.Drift;
import dev.docket.priority.Reference;
import dev.docket.priority.driver.Driver;
import dev.docket.priority.driver.OrderFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Drift of the orders from those of the training, both measured against the snapshot that the model was shipped with. */
public final class LossDrift {
    private static final String ABSENT = " absent";

    private LossDrift() {}

    static Drift of(LossModel model) {
        List<Driver> drivers = model.hurdle().drivers().all();
        List<Reference> references = model.document().references();
        List<Drift.Watched> watched = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            if (model.hurdle().isUsed(i) && isWatched(drivers.get(i))) {
                Driver driver = drivers.get(i);
                watched.add(new Drift.Watched(
                        i,
                        references.get(i),
                        driver instanceof Driver.Choice choice ? place -> describe(choice, place) : null));
            }
        }
        watched.add(new Drift.Watched(Drift.Watched.SCORE, references.getLast(), null));
        return new Drift(watched, order -> measured(model, order));
    }

    /** @throws IllegalArgumentException unless there is one for each driver, and last one for the score, with a share for each bin */
    static void requireReferences(List<Driver> drivers, List<Reference> references) {
        List<Integer> bins = new ArrayList<>();
        drivers.forEach(driver -> bins.add(
                switch (driver) {
                    case Driver.Measure number -> Reference.OF_NUMBERS;
                    case Driver.Choice choice -> choice.names().size();
                }));
        bins.add(Reference.OF_NUMBERS);
        Reference.require(references, bins);
    }

    private static boolean isWatched(Driver driver) {
        return !(driver instanceof Driver.Measure number) || number.isOfOrder();
    }

    private static String describe(Driver.Choice choice, int place) {
        if (place < 0) {
            return choice.name() + ABSENT;
        }
        return choice.name() + " "
                + (place < choice.names().size() ? choice.names().get(place) : "other");
    }

    private static Measured measured(LossModel model, OrderSnapshot order) {
        return measured(model.hurdle(), model.facts(order));
    }

    private static Measured measured(Hurdle hurdle, OrderFacts facts) {
        return new Measured(facts.natural(), hurdle.probabilityOfCost(hurdle.effects(facts)));
    }

    /** The references of all drivers in their order, and last of the score, over the orders of a training. */
    public static List<Reference> references(Hurdle hurdle, List<OrderFacts> rows) {
        List<Measured> measured =
                rows.stream().map(facts -> measured(hurdle, facts)).toList();
        List<Reference> references = new ArrayList<>();
        List<Driver> drivers = hurdle.drivers().all();
        for (int i = 0; i < drivers.size(); i++) {
            int place = i;
            double[] values = values(measured, row -> row.features()[place]);
            references.add(
                    switch (drivers.get(i)) {
                        case Driver.Measure number -> Reference.ofNumbers(number.name(), values);
                        case Driver.Choice choice ->
                            Reference.ofChoices(choice.name(), choice.names().size(), values);
                    });
        }
        references.add(Reference.ofNumbers(Reference.SCORE, values(measured, Measured::costly)));
        return references;
    }

    private static double[] values(List<Measured> measured, ToDoubleFunction<Measured> value) {
        return Stream.of(measured).flatMap(List::stream).mapToDouble(value).toArray();
    }
}
