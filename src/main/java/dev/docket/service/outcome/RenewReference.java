package dev.docket.service.outcome;

import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.priority.ModelException;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.loss.ModelVersions;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.Renewal;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.PastDecisions.Past;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Makes a reference snapshot from the decisions and outcomes of a journal. */
public final class RenewReference {
    private static final double PERCENT = 100;

    private RenewReference() {}

    /** There is nothing to renew from, or no model that knows a snapshot; the message says what to do. */
    public static final class NotRenewableException extends RuntimeException {
        NotRenewableException(String message) {
            super(message);
        }

        NotRenewableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Gives the current model a snapshot of a journal, in a new folder.
     *
     * @param models a folder such as {@code models/priority}
     * @return what was done, for people
     * @throws NotRenewableException if there are too few orders, or the model cannot be used
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public static List<String> renew(JournalStore store, Path models, Instant takenAt) {
        List<Renewal.Met> met = met(store);
        if (met.size() < Renewal.FEWEST_ORDERS) {
            throw new NotRenewableException(String.format(
                    Locale.ROOT,
                    "The journal has %,d orders; a snapshot of fewer than %,d says less than the one there is.",
                    met.size(),
                    Renewal.FEWEST_ORDERS));
        }
        try {
            if (!(ModelLoader.current(models) instanceof LossModel model)) {
                throw new NotRenewableException(
                        "The current model of %s knows no reference snapshot.%nTrain a model of version 4 or later."
                                .formatted(models));
            }
            ReferenceSnapshot renewed = Renewal.of(met, model.reference(), takenAt);
            Path folder = new ModelVersions(models).renew(renewed);
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "snapshot of %,d orders, %,d mature outcomes, %.1f %% of them costly lately",
                            met.size(),
                            renewed.outcomes(),
                            PERCENT * renewed.baseRate()),
                    "wrote %s, snapshot %s".formatted(folder, Digest.over(renewed.toBytes())));
        } catch (ModelException unusable) {
            throw new NotRenewableException(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException unwritable) {
            throw new NotRenewableException(
                    "%s cannot be written: %s%nCheck the folder's permissions.".formatted(models, unwritable),
                    unwritable);
        }
    }

    private static List<Renewal.Met> met(JournalStore store) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = store.openToRead()) {
                return met(new PastDecisions(journal).last(MetOrder::of));
            }
        });
    }

    /** What past decisions say for a snapshot. */
    private static List<Renewal.Met> met(List<Past<MetOrder>> past) {
        return past.stream()
                .map(one -> new Renewal.Met(
                        one.order(),
                        one.outcome() == null ? null : one.outcome().isCostly(),
                        one.said().expectedLoss()))
                .toList();
    }
}
