package dev.docket.training.cases;

import dev.docket.digest.Digest;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import dev.docket.training.mapping.MappedOrders;
import dev.docket.training.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads all cases of a configuration, in order of time, and notes the digest of each file. */
public final class CaseReader {
    private final TrainingConfig config;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<Case> cases = new ArrayList<>();
    private final SortedMap<String, String> digests = new TreeMap<>();

    public CaseReader(TrainingConfig config, Path folder, Consumer<String> progress) {
        this.config = config;
        this.folder = folder;
        this.progress = progress;
    }

    public List<Case> read() {
        for (TrainingConfig.Input input : config.inputs()) {
            int before = cases.size();
            String file = input.orders() == null ? mapped(input) : orders(input.orders());
            progress.accept(
                    String.format(Locale.ROOT, "read %,d orders with outcomes from %s", cases.size() - before, file));
        }
        cases.sort(Case.BY_TIME);
        return cases;
    }

    /** The SHA-256 of each file that was read, by file name. */
    public SortedMap<String, String> digests() {
        return digests;
    }

    private String mapped(TrainingConfig.Input input) {
        Path data = file(String.valueOf(input.data()));
        Path mappingFile = file(String.valueOf(input.mapping()));
        Mapping mapping = Mapping.read(mappingFile);
        if (!mapping.hasOutcome()) {
            throw new TrainingException(
                    "%s has no 'outcome:', and without one there is nothing to learn from.%nAdd it, such as: outcome: {daysLate: {column: late}}"
                            .formatted(mappingFile.getFileName()));
        }
        try (MappedOrders orders = mapping.open(data)) {
            orders.forEachRemaining(order -> add(order, order.outcome()));
            orders.skipped()
                    .forEach((reason, count) ->
                            progress.accept(String.format(Locale.ROOT, "skipped %,d: %s", count, reason)));
            orders.refused().forEach(progress);
        }
        return data.getFileName().toString();
    }

    private String orders(String name) {
        Path file = file(name);
        OrderLines.read(file, order -> add(order, order.outcome()));
        return file.getFileName().toString();
    }

    private void add(PastOrder order, @Nullable Outcome outcome) {
        if (outcome != null) {
            cases.add(Case.of(order, outcome, config.labels()));
        }
    }

    private Path file(String name) {
        Path file = folder.resolve(name).normalize();
        if (!Files.isRegularFile(file)) {
            throw new TrainingException(
                    "Input %s does not exist.\nMaybe the data set is not on this machine: training/README.md says how to train from the sample."
                            .formatted(file));
        }
        try {
            digests.put(
                    file.getFileName().toString(),
                    Digest.over(Files.readAllBytes(file)).text());
        } catch (IOException unreadable) {
            throw new TrainingException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
        return file;
    }
}
