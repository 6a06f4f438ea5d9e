package dev.docket.service.replay;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.active.Pin;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.replay.change.Bundles;
import dev.docket.service.replay.change.Proposal;
import dev.docket.service.replay.change.Proposals;
import dev.docket.service.replay.change.Replay;
import dev.docket.service.replay.change.Replayed;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides one recorded order again. */
public final class ReplayDecision implements AutoCloseable {
    private final JournalReader journal;
    private final Function<Digest, Recalled> bundleByDigest;
    private final BundleStore store;
    private final Replay replay;
    private String lastProposal = "";
    private @Nullable Bundles lastBundles;

    /** The result. */
    public sealed interface Result {
        /** Replayed. The recorded bundle has this digest. */
        record Tried(Digest bundleDigest, Replayed replayed) implements Result {}

        /** The proposed bundle or model is not kept here, or cannot be used. */
        record Unusable(String because) implements Result {}
    }

    /** @param bundleByDigest finds and pins the recorded bundle */
    public ReplayDecision(
            JournalReader journal,
            Function<Digest, Recalled> bundleByDigest,
            BundleStore store,
            AsDecided asDecided,
            RequestReader reader) {
        this.journal = journal;
        this.bundleByDigest = bundleByDigest;
        this.store = store;
        this.replay = new Replay(asDecided, reader);
    }

    /**
     * Decides an order again, with the recorded bundle or with kept replacements.
     *
     * @param bundle the digest of a kept bundle to decide with
     * @param model the digest of a kept model to decide with, or none
     * @return empty if there is no such decision
     */
    public Optional<Result> replay(DecisionId decisionId, Optional<String> bundle, Optional<String> model) {
        return journal.findByDecisionId(decisionId).map(Recorded::entry).map(entry -> {
            try {
                Proposal proposal = new Proposals(store).kept(bundle, model);
                return new Result.Tried(entry.bundleDigest(), again(proposal, entry));
            } catch (BundleException unusable) {
                return new Result.Unusable(String.valueOf(unusable.getMessage()));
            }
        });
    }

    private Replayed again(Proposal proposal, DecisionEntry entry) {
        return Replay.refusal(entry)
                .<Replayed>map(refused -> refused)
                .orElseGet(() -> proposal.isAsRecorded() ? asRecorded(entry) : with(proposal, entry));
    }

    private Replayed asRecorded(DecisionEntry entry) {
        return switch (bundleByDigest.apply(entry.bundleDigest())) {
            case Recalled.Usable usable -> {
                try (Pin pin = usable.pin()) {
                    yield replay.asRecorded(entry, pin.bundle());
                }
            }
            case Recalled.Missing missing ->
                new Replayed.NotReplayed(
                        Replayed.Reason.BUNDLE_NOT_KEPT, "It was decided with a bundle that is not kept here.");
            case Recalled.Refused refused ->
                new Replayed.NotReplayed(Replayed.Reason.BUNDLE_UNUSABLE, refused.because());
        };
    }

    // One at a time, and the last one stays compiled: replays must not starve live decisions.
    private synchronized Replayed with(Proposal proposal, DecisionEntry entry) {
        Bundles bundles = bundles(proposal);
        return switch (bundles.find(entry.bundleDigest())) {
            case Bundles.Found.Usable usable -> replay.with(entry, usable.combinations());
            case Bundles.Found.Unusable unusable -> unusable.because();
        };
    }

    private Bundles bundles(Proposal proposal) {
        String identity = proposal.identity();
        Bundles bundles = lastBundles;
        if (bundles == null || !identity.equals(lastProposal)) {
            close();
            bundles = new Bundles(store, proposal, 1);
            lastBundles = bundles;
            lastProposal = identity;
        }
        return bundles;
    }

    /** Frees the compiled bundles. */
    @Override
    public synchronized void close() {
        if (lastBundles != null) {
            lastBundles.close();
            lastBundles = null;
        }
    }
}
