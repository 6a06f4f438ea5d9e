package dev.docket.app;

import dev.docket.journal.Journal;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.feed.FeedEvents;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
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
    FeedTail tail(Journal journal) {
        return new FeedTail(journal);
    }

    void close(@Disposes FeedTail tail) {
        tail.close();
    }
}
