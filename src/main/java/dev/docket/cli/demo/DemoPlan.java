package dev.docket.cli.demo;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What a demonstration is to do.
 *
 * @param dataSets the folder with the real data, which need not exist
 * @param mappings the folder with a mapping file for each data set
 * @param data the folder of the journal
 * @param stay whether the service goes on afterwards until it is stopped
 */
public record DemoPlan(int orders, Path dataSets, Path mappings, Path data, boolean stay) {
    public DemoPlan {
        if (orders <= 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "orders (%d) must be positive", orders));
        }
    }

    /** The plan as Quarkus hands it to its application. */
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
