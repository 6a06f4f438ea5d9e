package dev.docket.spark.again;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundlePart;
import dev.docket.bundle.BundleSource;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.table.KeptFiles;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is decided again with what, as it travels to every machine.
 *
 * @param run one replay; two that ask the same are two
 * @param kept the recorded bundles and snapshots
 * @param identity of the proposal
 * @param parts the files of each proposed part
 */
record Question(UUID run, KeptFiles kept, String identity, EnumMap<BundlePart, TreeMap<String, byte[]>> parts)
        implements Serializable {
    private static final String RULES = "rules";
    private static final String MODELS = "models";

    static Question of(KeptFiles kept, Proposal proposal) {
        EnumMap<BundlePart, TreeMap<String, byte[]>> parts = new EnumMap<>(BundlePart.class);
        proposal.replacements()
                .forEach((part, source) ->
                        parts.put(part, new TreeMap<>(source.content().allFiles())));
        return new Question(UUID.randomUUID(), kept, proposal.identity(), parts);
    }

    /** @param folder where its files are written to */
    Proposal proposal(Path folder) throws IOException {
        Map<BundlePart, BundleSource> replacements = new EnumMap<>(BundlePart.class);
        for (var part : parts.entrySet()) {
            Path place = folder.resolve(part.getKey().name());
            DurableFiles.writeFolder(place, part.getValue());
            replacements.put(part.getKey(), source(part.getKey(), place, part.getValue()));
        }
        Proposal proposal = new Proposal(replacements);
        if (!proposal.identity().equals(identity)) {
            throw new IllegalStateException("%s arrived as %s".formatted(identity, proposal.identity()));
        }
        return proposal;
    }

    private static BundleSource source(BundlePart part, Path place, TreeMap<String, byte[]> files) {
        return switch (part) {
            case RULES, PARAMETERS -> BundleSource.read(BundleFolder.of(place.resolve(RULES), null));
            case MODEL ->
                files.keySet().stream().anyMatch(file -> file.startsWith(MODELS + "/"))
                        ? BundleSource.ofModel(place.resolve(MODELS))
                        : BundleSource.NOTHING;
        };
    }
}
