package dev.docket.service.bundle;

import dev.docket.bundle.Bundle;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.id.SnapshotId;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.ModelDescription;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Describes the active bundle. */
public final class DescribeBundle {
    private final Supplier<Bundle> active;

    public DescribeBundle(Supplier<Bundle> active) {
        this.active = active;
    }

    public BundleId id() {
        return active.get().id();
    }

    public List<RuleDescription> rules() {
        return active.get().rules();
    }

    public Optional<RuleDescription> rule(String ruleId) {
        return rules().stream()
                .filter(rule -> rule.ruleId().text().equals(ruleId))
                .findFirst();
    }

    public Taxonomy taxonomy() {
        return active.get().taxonomy();
    }

    public ActionCatalogue actions() {
        return active.get().actions();
    }

    /** The reference snapshot that the model decides with now; empty without a model, and for models up to version 3. */
    public Optional<SnapshotId> snapshot() {
        return Optional.ofNullable(active.get().usual())
                .map(usual -> usual.now().id());
    }

    public Optional<ModelDescription> model() {
        return Optional.ofNullable(active.get().model());
    }
}
