package dev.docket.bundle.diff;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.LoadedBundle;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.mapping.Mappings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Compares two bundles. */
public final class PolicyDiff {
    private static final String PARAMETERS = "parameters.yaml";

    private final Changes changes = new Changes();

    private PolicyDiff() {}

    /** Every change from one bundle to another. Empty exactly if both have the same digest. */
    public static List<PolicyChange> between(LoadedBundle before, LoadedBundle after) {
        PolicyDiff diff = new PolicyDiff();
        diff.identity(before.bundle(), after.bundle());
        new ParameterDiff(diff.changes)
                .compare(
                        before.content().rules().get(PARAMETERS),
                        after.content().rules().get(PARAMETERS));
        diff.data(PolicyChange.Kind.RATE_CHANGED, "rates.yaml", before, after);
        diff.data(PolicyChange.Kind.CALENDAR_CHANGED, "calendars.yaml", before, after);
        diff.mappings(before, after);
        diff.data(PolicyChange.Kind.ATTRIBUTE_CHANGED, "attributes.yaml", before, after);
        new RuleDiff(diff.changes)
                .compare(before.bundle().rules(), after.bundle().rules());
        diff.codes(before.bundle().taxonomy(), after.bundle().taxonomy());
        diff.actions(before.bundle().actions(), after.bundle().actions());
        diff.models(before.bundle(), after.bundle());
        if (diff.changes.found().isEmpty()) {
            diff.files(before.content().rules(), after.content().rules());
        }
        return diff.changes.found();
    }

    private void mappings(LoadedBundle before, LoadedBundle after) {
        Stream.of(before, after)
                .flatMap(each -> each.content().rules().keySet().stream())
                .filter(file -> file.startsWith(Mappings.FOLDER))
                .distinct()
                .sorted()
                .forEach(file -> data(PolicyChange.Kind.MAPPING_CHANGED, file, before, after));
    }

    private void data(PolicyChange.Kind kind, String file, LoadedBundle before, LoadedBundle after) {
        new DataDiff(changes, kind, file)
                .compare(
                        before.content().rules().get(file),
                        after.content().rules().get(file));
    }

    private void identity(Bundle before, Bundle after) {
        String name = after.id().name();
        changes.aspect(
                PolicyChange.Kind.BUNDLE_CHANGED,
                "bundle",
                name,
                "name",
                before.id().name(),
                name);
        changes.aspect(
                PolicyChange.Kind.BUNDLE_CHANGED,
                "bundle",
                name,
                "version",
                before.id().version(),
                after.id().version());
    }

    private void codes(Taxonomy before, Taxonomy after) {
        Changes.sides(
                before.codes(),
                after.codes(),
                (code, entry) -> changes.removed(
                        PolicyChange.Kind.CODE_REMOVED,
                        code,
                        null,
                        entry.name(),
                        "exception code %s (%s) is removed".formatted(code, entry.name())),
                (code, entry) -> changes.added(
                        PolicyChange.Kind.CODE_ADDED,
                        code,
                        null,
                        entry.name(),
                        String.format(
                                Locale.ROOT,
                                "exception code %s (%s) is added: severity %d, queue %s, SLA %s",
                                code,
                                entry.name(),
                                entry.severity(),
                                entry.queue(),
                                entry.sla())),
                (code, old, young) -> {
                    code(code, "name", old.name(), young.name());
                    code(code, "level", old.level(), young.level());
                    code(code, "severity", old.severity(), young.severity());
                    code(code, "queue", old.queue(), young.queue());
                    code(code, "SLA", old.sla().toString(), young.sla().toString());
                    code(code, "cross references", old.crossReferences(), young.crossReferences());
                });
    }

    private void code(String code, String aspect, Object before, Object after) {
        changes.aspect(PolicyChange.Kind.CODE_CHANGED, "exception code", code, aspect, before, after);
    }

    private void actions(ActionCatalogue before, ActionCatalogue after) {
        Changes.sides(
                before.actions(),
                after.actions(),
                (type, action) -> changes.removed(
                        PolicyChange.Kind.ACTION_REMOVED,
                        type,
                        null,
                        action.actionClass().name(),
                        "action %s is removed".formatted(type)),
                (type, action) -> changes.added(
                        PolicyChange.Kind.ACTION_ADDED,
                        type,
                        null,
                        action.actionClass().name(),
                        "action %s is added: class %s".formatted(type, action.actionClass())),
                (type, old, young) -> {
                    action(
                            type,
                            "class",
                            old.actionClass().name(),
                            young.actionClass().name());
                    action(type, "sentence", old.sentence(), young.sentence());
                });
    }

    private void action(String type, String aspect, Object before, Object after) {
        changes.aspect(PolicyChange.Kind.ACTION_CHANGED, "action", type, aspect, before, after);
    }

    private void models(Bundle before, Bundle after) {
        Changes.sides(
                byName(before),
                byName(after),
                (name, model) -> changes.removed(
                        PolicyChange.Kind.MODEL_REMOVED,
                        name,
                        null,
                        model.version(),
                        "model %s %s is removed: priorities come from the rules alone"
                                .formatted(name, model.version())),
                (name, model) -> changes.added(
                        PolicyChange.Kind.MODEL_ADDED,
                        name,
                        null,
                        model.version(),
                        "model %s %s is added".formatted(name, model.version())),
                (name, old, young) -> {
                    model(name, "version", old.version(), young.version());
                    if (old.version().equals(young.version())) {
                        model(name, "digest", old.digest(), young.digest());
                    }
                });
    }

    private void model(String name, String aspect, Object before, Object after) {
        changes.aspect(PolicyChange.Kind.MODEL_CHANGED, "model", name, aspect, before, after);
    }

    private static Map<String, ModelId> byName(Bundle bundle) {
        ModelDescription model = bundle.model();
        return model == null ? Map.of() : Map.of(model.id().name(), model.id());
    }

    /** Last resort, so that two different digests never show no change. */
    private void files(Map<String, byte[]> before, Map<String, byte[]> after) {
        Changes.sides(
                new HashMap<>(before),
                new HashMap<>(after),
                (file, bytes) -> text(file, "is removed, without a policy change"),
                (file, bytes) -> text(file, "is added, without a policy change"),
                (file, old, young) -> {
                    if (!Arrays.equals(old, young)) {
                        text(file, "changes only in text without effect, such as comments, order or roles");
                    }
                });
    }

    private void text(String file, String how) {
        changes.added(PolicyChange.Kind.TEXT_CHANGED, file, null, file, "%s %s".formatted(file, how));
    }
}
