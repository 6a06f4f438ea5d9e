package dev.docket.app;

import dev.docket.journal.Journal;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.feed.FeedEvents;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Who follows what is recorded. */
@Singleton
public class FeedWiring {
    @Produces
    @Singleton
    ReadFeed feed(Journal journal, ReproduceAnswer answers) {
        return new ReadFeed(journal, new FeedEvents(answers));
    }

    @Produces
    @Singleton
    FeedTail tail(Journal journal, MeterRegistry registry) {
        FeedTail tail = new FeedTail(journal);
        Gauge.builder("docket.feed.waiting", tail, FeedTail::waiting)
                .description("Readers of the feed that have read to its end, and wait")
                .register(registry);
        return tail;
    }

    void close(@Disposes FeedTail tail) {
        tail.close();
    }
}
