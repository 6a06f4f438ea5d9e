package dev.docket.training.learn;

import dev.docket.priority.driver.Drivers;
import dev.docket.priority.driver.OrderFacts;
import dev.docket.priority.loss.LossDocument.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Centres and scales each column over the rows in which it is known. Numbers are centred at what is usual, so that a usual
 * value has no effect; names at how common they are.
 */
final class Scaling {
    // A column that is rarely other than zero must not become a lever of its own.
    private static final double LEAST_SCALE = 0.1;
    private static final int FEWEST = 20;

    private Scaling() {}

    static List<Column> of(Drivers drivers, List<OrderFacts> rows) {
        boolean[][] known = known(drivers, rows);
        List<String> names = drivers.columnNames();
        double[] usual = drivers.usualColumns();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(column(names.get(i), i, usual[i], rows, known));
        }
        return columns;
    }

    /** Which columns of each row are known. */
    static boolean[][] known(Drivers drivers, List<OrderFacts> rows) {
        List<Integer> driverOf = drivers.driverOfColumn();
        boolean[][] known = new boolean[rows.size()][driverOf.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < driverOf.size(); i++) {
                known[row][i] = rows.get(row).isKnown(driverOf.get(i));
            }
        }
        return known;
    }

    private static Column column(String name, int place, double usual, List<OrderFacts> rows, boolean[][] known) {
        int count = 0;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.size(); row++) {
            if (known[row][place]) {
                double value = rows.get(row).columns()[place];
                count++;
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (count < FEWEST || least == most) {
            return new Column(name, false, count == 0 ? 0 : least, 1);
        }
        double mean = sum / count;
        double squares = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (known[row][place]) {
                double distance = rows.get(row).columns()[place] - mean;
                squares += distance * distance;
            }
        }
        return new Column(
                name,
                true,
                Double.isNaN(usual) ? mean : usual,
                Math.max(LEAST_SCALE, StrictMath.sqrt(squares / count)));
    }
}
