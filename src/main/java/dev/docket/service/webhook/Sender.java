package dev.docket.service.webhook;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.webhook.Delivery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one receiver supplied until it is told to leave, whatever fails in between. */
final class Sender implements Runnable {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final Webhook webhook;
    private final Outage outage;
    private final Outage journal;
    private final WebhookCounts counts = new WebhookCounts();
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final Sending sending;

    Sender(KeptState kept, Delivery delivery, Outage outage, Means means) {
        this.webhook = kept.webhook();
        this.outage = outage;
        this.journal = means.journal();
        sending = new Sending(kept, delivery, outage, means, counts, this::isLeaving);
    }

    SendWebhooks.Watched watched() {
        return new SendWebhooks.Watched(webhook.name(), counts, sending::isFailing);
    }

    /** Ends after the event that is being sent. */
    void leave() {
        leaving.countDown();
    }

    private boolean isLeaving() {
        return leaving.getCount() == 0;
    }

    @Override
    public void run() {
        try {
            while (!isLeaving()) {
                pause(turnOrFailure());
            }
        } catch (InterruptedException hurried) {
            // What is being sent is sent again, by whoever goes on.
            leave();
        }
        try {
            sending.keepUnkept();
        } catch (JournalUnavailableException away) {
            // Then so is what was sent since the last place was kept.
            sending.forget();
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // whether it is over or not, the loop asks
    private void pause(Duration wait) throws InterruptedException {
        if (!wait.isZero()) {
            leaving.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    // Catch everything and try again: nobody else sends.
    private Duration turnOrFailure() throws InterruptedException {
        try {
            Duration wait = sending.turn();
            journal.worked(work());
            return wait;
        } catch (RuntimeException | Error failed) {
            sending.forget();
            StoreUnavailableException.in(failed)
                    .ifPresentOrElse(
                            away -> journal.failed(work(), away.toLog()), () -> outage.failed(Sending.WORK, failed));
            return AFTER_A_FAILURE;
        }
    }

    private String work() {
        return "sending to webhook " + webhook.name();
    }
}
