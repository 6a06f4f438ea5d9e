package dev.docket.service.webhook;

import dev.docket.journal.DeliveryState;
import dev.docket.outage.Outage;
import dev.docket.webhook.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Sends to every webhook, each on a thread of its own: one that does not answer holds up nobody else. */
public final class SendWebhooks {
    /** For the events that are being sent. Whoever takes longer gets them again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For keeping a place. */
    private static final Duration KEEPING = Duration.ofSeconds(2);

    private final DeliveryState state;
    private final List<Sender> senders;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Prepares to send.
     *
     * @param deliveries the way to each receiver
     * @param outages one for each webhook
     */
    public SendWebhooks(
            List<Webhook> webhooks,
            DeliveryState state,
            Function<Webhook, Delivery> deliveries,
            Function<Webhook, Outage> outages,
            Means means) {
        this.state = state;
        senders = webhooks.stream()
                .map(webhook -> new Sender(
                        new KeptState(state, webhook), deliveries.apply(webhook), outages.apply(webhook), means))
                .toList();
    }

    public void start() {
        for (Sender sender : senders) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("docket-webhook-" + sender.watched().name())
                    .start(sender));
        }
    }

    /**
     * Ends after the events that are being sent, keeps the places and lets other services send.
     *
     * @throws InterruptedException if this thread is to stop
     */
    public void stop() throws InterruptedException {
        senders.forEach(Sender::leave);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            thread.interrupt();
            thread.join(KEEPING);
        }
        state.close();
    }

    /** A webhook as this service sees it. */
    public record Watched(String name, WebhookCounts counts, BooleanSupplier isFailing) {}

    public List<Watched> watched() {
        return senders.stream().map(Sender::watched).toList();
    }
}
