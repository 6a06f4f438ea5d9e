package dev.docket.service.publish;

import dev.docket.journal.DeliveryState;
import dev.docket.outage.Outage;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Publishes what is recorded, each publication on a thread of its own. */
public final class PublishFeed {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    /** For the events that are being sent. Whoever goes on sends them again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For keeping a place. */
    private static final Duration KEEPING = Duration.ofSeconds(2);

    private final DeliveryState state;
    private final Outage journal;
    private final List<Publishing> publications;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch leaving = new CountDownLatch(1);

    /**
     * Prepares to publish.
     *
     * @param state used by nobody else: it is closed in the end
     * @param journal is on while the journal cannot be read, or a place not be kept
     * @param outages one for each publication
     * @param topics connects to the topic of each
     */
    public PublishFeed(
            List<Publication> publications,
            DeliveryState state,
            ReadFeed feed,
            FeedTail tail,
            Outage journal,
            Function<Publication, Outage> outages,
            Function<Publication, EventTopic> topics) {
        this.state = state;
        this.journal = journal;
        this.publications = publications.stream()
                .map(one -> new Publishing(one, state, feed, tail, outages.apply(one), () -> topics.apply(one)))
                .toList();
    }

    /** A publication as this service sees it. */
    public record Watched(String name, PublicationCounts counts, BooleanSupplier isFailing) {}

    public List<Watched> watched() {
        return publications.stream()
                .map(one -> new Watched(one.publication().name(), one.counts(), one.outage()::isOn))
                .toList();
    }

    public void start() {
        for (Publishing one : publications) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("docket-topic-" + one.publication().name())
                    .start(() -> run(one)));
        }
    }

    /**
     * Ends after the events that are being sent, and lets other services publish.
     *
     * @throws InterruptedException if this thread is to stop
     */
    public void stop() throws InterruptedException {
        leaving.countDown();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        threads.forEach(Thread::interrupt);
        long atMost = System.nanoTime() + KEEPING.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, atMost - System.nanoTime())));
        }
        state.close();
    }

    @SuppressWarnings("ReturnValueIgnored") // whether it is over or not, the loop asks
    private void run(Publishing one) {
        try (one) {
            while (leaving.getCount() > 0) {
                Duration wait = turnOrFailure(one);
                if (!wait.isZero()) {
                    leaving.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    // Catch everything and try again: nobody else publishes.
    private Duration turnOrFailure(Publishing one) throws InterruptedException {
        try {
            Duration wait = one.turn();
            journal.worked(work(one));
            return wait;
        } catch (IOException unsent) {
            one.failed();
            one.outage().failed(Publishing.WORK, String.valueOf(unsent.getMessage()));
        } catch (RuntimeException | Error failed) {
            one.failed();
            StoreUnavailableException.in(failed)
                    .ifPresentOrElse(away -> journal.failed(work(one), away.toLog()), () -> one.outage()
                            .failed(Publishing.WORK, failed));
        }
        return AFTER_A_FAILURE;
    }

    private static String work(Publishing one) {
        return "publishing to topic " + one.publication().name();
    }
}
