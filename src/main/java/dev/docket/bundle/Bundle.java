package dev.docket.bundle;

import dev.docket.decision.BundleId;
import dev.docket.decision.Decider;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.priority.Drift;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable set of rules, parameters, taxonomy, actions and model. Each request is decided by exactly one.
 *
 * @param model null if it decides without a classifier
 * @param drift what orders are compared with; null like the model
 */
public record Bundle(
        BundleId id,
        Decider decider,
        Taxonomy taxonomy,
        ActionCatalogue actions,
        List<RuleDescription> rules,
        @Nullable ModelDescription model,
        @Nullable Drift drift) {}
