package dev.docket.cli.demo;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The settings of a demonstration.
 *
 * @param dataSets the folder with real data, which need not exist
 * @param mappings the folder with one mapping file per data set
 * @param data the folder of the journal
 * @param stay whether the service keeps running afterwards
 */
public record DemoPlan(int orders, Path dataSets, Path mappings, Path data, boolean stay) {
    public DemoPlan {
        if (orders <= 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "orders (%d) must be positive", orders));
        }
    }

    /** The plan as arguments of the Quarkus application. */
    public String[] arguments() {
        return new String[] {
            Integer.toString(orders), dataSets.toString(), mappings.toString(), data.toString(), Boolean.toString(stay)
        };
    }

    static DemoPlan of(String... arguments) {
        return new DemoPlan(
                Integer.parseInt(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                Boolean.parseBoolean(arguments[4]));
    }
}
