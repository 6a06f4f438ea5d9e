package dev.docket.bundle;

import dev.docket.decision.Decider;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.mapping.Mappings;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.priority.Drift;
import dev.docket.priority.reference.SetCalibration;
import dev.docket.priority.reference.TakenSnapshot;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One immutable set of rules, parameters, taxonomy, actions and model. Each request is decided by exactly one.
 *
 * @param attributes what orders may carry beside the fields of every request
 * @param model null if it decides without a classifier
 * @param drift what orders are compared with; null like the model
 * @param usual what its model holds for usual; null like the model, and for models up to version 3
 * @param mappings how documents of other systems become orders, and decisions what other systems read
 */
public record Bundle(
        BundleId id,
        Decider decider,
        Taxonomy taxonomy,
        ActionCatalogue actions,
        AttributeCatalogue attributes,
        List<RuleDescription> rules,
        @Nullable ModelDescription model,
        @Nullable Drift drift,
        @Nullable Usual usual,
        Mappings mappings) {
    /** A bundle without mappings and attributes. */
    public Bundle(
            BundleId id,
            Decider decider,
            Taxonomy taxonomy,
            ActionCatalogue actions,
            List<RuleDescription> rules,
            @Nullable ModelDescription model,
            @Nullable Drift drift,
            @Nullable Usual usual) {
        this(id, decider, taxonomy, actions, AttributeCatalogue.NONE, rules, model, drift, usual, Mappings.NONE);
    }

    /**
     * What a model holds for usual.
     *
     * @param shipped the snapshot that the model came with
     * @param now the one that it decides with
     * @param classifier the model with another one
     * @param sets what its prediction sets begin with
     */
    public record Usual(
            TakenSnapshot shipped,
            TakenSnapshot now,
            Function<TakenSnapshot, Classifier> classifier,
            @Nullable SetCalibration sets) {}

    /** The same with another snapshot of what is usual; itself if it knows no such thing. */
    public Bundle with(TakenSnapshot snapshot) {
        if (usual == null || snapshot.digest().equals(usual.now().digest())) {
            return this;
        }
        return new Bundle(
                id,
                decider.with(usual.classifier().apply(snapshot)),
                taxonomy,
                actions,
                attributes,
                rules,
                model,
                drift,
                new Usual(usual.shipped(), snapshot, usual.classifier(), usual.sets()),
                mappings);
    }
}
