package dev.docket.priority.driver;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From an order to the numbers that the model sees; the same code in training and in serving. {@link DriverCatalogue}
 * declares the drivers.
 */
public final class Drivers {
    private final Settings settings;
    private final List<Driver> drivers;
    private final int[] offsets;

    /**
     * The names that a model can tell apart; all others were never seen.
     *
     * @param suppliers that occur often enough to have an effect of their own
     */
    public record Settings(List<String> categories, List<String> suppliers) {
        public Settings {
            categories = List.copyOf(categories);
            suppliers = List.copyOf(suppliers);
        }
    }

    public Drivers(Settings settings) {
        this.settings = settings;
        this.drivers = DriverCatalogue.of(settings);
        this.offsets = new int[drivers.size() + 1];
        for (int i = 0; i < drivers.size(); i++) {
            offsets[i + 1] = offsets[i] + drivers.get(i).columns().size();
        }
    }

    /** What an order looks like against a snapshot; needs a settled {@code asOf}. */
    public OrderFacts of(OrderSnapshot order, ReferenceSnapshot reference) {
        double[] columns = new double[offsets[drivers.size()]];
        double[] natural = new double[drivers.size()];
        double[] usual = new double[drivers.size()];
        boolean[] known = new boolean[drivers.size()];
        for (int i = 0; i < drivers.size(); i++) {
            switch (drivers.get(i)) {
                case Driver.Measure number -> {
                    natural[i] = number.natural().of(order, reference);
                    usual[i] = number.usual().of(order, reference);
                    known[i] = !Double.isNaN(natural[i]);
                    if (known[i]) {
                        number.write(natural[i], usual[i], columns, offsets[i]);
                    }
                }
                case Driver.Choice choice -> {
                    int place = choice.choice().applyAsInt(order);
                    natural[i] = place;
                    usual[i] = Double.NaN;
                    known[i] = place >= 0 && place < choice.names().size();
                    if (known[i]) {
                        columns[offsets[i] + place] = 1;
                    }
                }
            }
        }
        return new OrderFacts(columns, natural, usual, known);
    }

    public Settings settings() {
        return settings;
    }

    public List<String> columnNames() {
        return drivers.stream().flatMap(driver -> driver.columns().stream()).toList();
    }

    /** The driver of each column. */
    public List<Integer> driverOfColumn() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            for (int column = offsets[i]; column < offsets[i + 1]; column++) {
                places.add(i);
            }
        }
        return places;
    }

    /** The columns whose weight must not be below zero: more of them can only raise the probability of a cost. */
    public List<String> risingColumns() {
        return drivers.stream()
                .filter(driver -> driver instanceof Driver.Measure number && number.rises())
                .flatMap(driver -> driver.columns().stream())
                .toList();
    }

    /** The columns of an order that is usual in everything; not a number for those of names. */
    public double[] usualColumns() {
        double[] columns = new double[offsets[drivers.size()]];
        Arrays.fill(columns, Double.NaN);
        for (int i = 0; i < drivers.size(); i++) {
            if (drivers.get(i) instanceof Driver.Measure number) {
                number.write(1, 1, columns, offsets[i]);
            }
        }
        return columns;
    }

    /** Every request path that a driver is computed from. */
    public List<String> sources() {
        return drivers.stream()
                .flatMap(driver -> driver.sources().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public List<Driver> all() {
        return drivers;
    }

    public int offset(int driver) {
        return offsets[driver];
    }
}
