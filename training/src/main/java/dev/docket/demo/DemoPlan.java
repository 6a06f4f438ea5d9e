package dev.docket.demo;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What a demonstration is to do.
 *
 * @param service the runner of the packaged service
 * @param dataSets the folder with the real data, which need not exist
 * @param mappings the folder with a mapping file for each data set
 * @param data the folder of the journal
 * @param stay whether the service goes on afterwards until it is stopped
 */
public record DemoPlan(int orders, Path service, Path dataSets, Path mappings, Path data, boolean stay) {
    public DemoPlan {
        if (orders <= 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "orders (%d) must be positive", orders));
        }
    }
}
