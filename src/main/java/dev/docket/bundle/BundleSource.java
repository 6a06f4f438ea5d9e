package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a bundle and the folders they were read from. Nothing is compiled yet.
 *
 * @param folder problems name its files
 */
public record BundleSource(BundleFolder folder, BundleContent content) {
    // Nobody built this combination, so it has no cases.
    private static final CaseFiles NO_CASES = new CaseFiles(new TreeMap<>(), null);

    /** No rules, no parameters, no model: stands in for a part to leave out. */
    public static final BundleSource NOTHING = new BundleSource(
            new BundleFolder(null, Path.of(""), null), new BundleContent(new TreeMap<>(), null, NO_CASES, null, null));

    /** @throws BundleException when a file cannot be read */
    public static BundleSource read(BundleFolder folder) {
        return new BundleSource(folder, BundleContent.read(folder));
    }

    /**
     * A model alone.
     *
     * @param models the folder with the models
     * @throws BundleException if there is no current model, or it was changed after training
     */
    public static BundleSource ofModel(Path models) {
        try {
            return new BundleSource(
                    new BundleFolder(null, Path.of(""), models),
                    new BundleContent(new TreeMap<>(), ModelFiles.current(models), NO_CASES, null, null));
        } catch (IOException unreadable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.UNREADABLE, "the models in %s cannot be read: %s".formatted(models, unreadable)));
        }
    }

    /** This bundle with some parts taken from another. */
    public BundleSource with(Set<BundlePart> parts, BundleSource other) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        content.rules().forEach((name, bytes) -> keep(!parts.contains(partOf(name)), files, name, bytes));
        other.content.rules().forEach((name, bytes) -> keep(parts.contains(partOf(name)), files, name, bytes));
        BundleSource rules = parts.contains(BundlePart.RULES) ? other : this;
        BundleSource model = parts.contains(BundlePart.MODEL) ? other : this;
        @Nullable Path models = model.content.model() == null ? null : model.folder.models();
        return new BundleSource(
                new BundleFolder(null, rules.folder.rules(), models),
                new BundleContent(files, model.content.model(), NO_CASES, null, null));
    }

    private static void keep(boolean isWanted, SortedMap<String, byte[]> files, String name, byte[] bytes) {
        if (isWanted) {
            files.put(name, bytes);
        }
    }

    private static BundlePart partOf(String file) {
        return RuleFolder.isParameters(file) ? BundlePart.PARAMETERS : BundlePart.RULES;
    }

    /** The parts in which the two differ. Name and version do not count. */
    public Set<BundlePart> differencesFrom(BundleSource other) {
        Set<BundlePart> differing = EnumSet.noneOf(BundlePart.class);
        for (BundlePart part : BundlePart.values()) {
            if (!digestOf(part).equals(other.digestOf(part))) {
                differing.add(part);
            }
        }
        return differing;
    }

    /** The digest of one part, without name and version. */
    public Digest digestOf(BundlePart part) {
        BundleContent alone = NOTHING.with(EnumSet.of(part), this).content;
        SortedMap<String, byte[]> deciding = new TreeMap<>(alone.rules());
        deciding.remove(BundleFolder.NAME_FILE);
        return Manifest.of(deciding, alone.model()).digest();
    }

    /** The digest of the model, if there is one. */
    public Optional<Digest> modelDigest() {
        return Optional.ofNullable(content.model()).map(model -> model.id().digest());
    }

    /** Loads it for replay. @throws BundleException with every problem; of a bundle that is kept, it does not say where */
    public LoadedBundle load() {
        try {
            return BundleLoader.loadRecorded(folder, content);
        } catch (BundleException broken) {
            throw folder.root() == null ? broken : broken.below(folder.root());
        }
    }
}
