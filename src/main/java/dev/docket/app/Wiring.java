package dev.docket.app;

import dev.docket.api.edge.Callers;
import dev.docket.api.edge.Hosts;
import dev.docket.api.edge.HttpSettings;
import dev.docket.api.load.RequestRates;
import dev.docket.app.config.Settings;
import dev.docket.app.metric.MicrometerMeter;
import dev.docket.app.metric.Outages;
import dev.docket.app.metric.ReferenceGauges;
import dev.docket.app.metric.TracedMeter;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.KeptBundles;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.journal.Journal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.json.read.RecordReader;
import dev.docket.service.CheckReadiness;
import dev.docket.service.DecisionMeter;
import dev.docket.service.RequestReader;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.change.ApprovalGate;
import dev.docket.service.change.canary.LiveCanary;
import dev.docket.service.clock.WatchedClock;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.privacy.Masking;
import dev.docket.service.proof.ProveRecords;
import dev.docket.service.replay.ReplayDecision;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
import dev.docket.service.work.WorkOnDecision;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import org.jboss.logging.Logger;

/** How everything fits together; the parts of the bundle and the journal are in {@link BundleWiring} and
 * {@link JournalWiring}. */
@Singleton
public class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** A request in memory takes many times its bytes, and so does its answer. */
    private static final int PART_FOR_BODIES = 16;

    private static final int PART_FOR_ANSWERS = 8;
    /** Some of the longest answers, in bytes. */
    private static final long LEAST_FOR_ANSWERS = 64L << 20;

    /** Of recorded requests, which were counted when they came. */
    static final RequestReader RECORDED = new RequestReader(new RecordReader());

    @Produces
    @Singleton
    @Typed(WatchedClock.class)
    WatchedClock watchedClock(MeterRegistry registry) {
        WatchedClock clock = new WatchedClock(Clock.systemUTC(), System::nanoTime, LOG::warn);
        FunctionCounter.builder("docket.clock.jumps", clock, WatchedClock::jumps)
                .description("How often the clock jumped, or disagreed with the last record")
                .register(registry);
        return clock;
    }

    @Produces
    @Singleton
    InstantSource clock(WatchedClock clock) {
        return clock;
    }

    @Produces
    @Singleton
    Outages outages(MeterRegistry registry) {
        return new Outages(registry);
    }

    @Produces
    @Singleton
    DecisionMeter meter(MeterRegistry registry, ActiveBundle active, InstantSource clock) {
        ReferenceGauges.register(registry, active, clock);
        return new TracedMeter(new MicrometerMeter(registry, active));
    }

    @Produces
    @Singleton
    AsDecided asDecided(SnapshotStore snapshots) {
        return new AsDecided(snapshots);
    }

    @Produces
    @Singleton
    ReproduceAnswer reproduce(KeptBundles kept, AsDecided asDecided) {
        return new ReproduceAnswer(kept::recall, asDecided, RECORDED);
    }

    @Produces
    @Singleton
    DecideOrder decideOrder(
            ActiveBundle active,
            Journal journal,
            ReproduceAnswer reproduce,
            Masking masking,
            InstantSource clock,
            DecisionMeter meter,
            ApprovalGate gate,
            LiveCanary canary) {
        return new DecideOrder(active::pin, journal, reproduce, masking, clock, meter, gate::emergencyOf, canary);
    }

    @Produces
    @Singleton
    ReadDecision readDecision(Journal journal, ReproduceAnswer reproduce) {
        return new ReadDecision(journal, reproduce);
    }

    @Produces
    @Singleton
    ProveRecords proveRecords(Journal journal, Checkpoints checkpoints) {
        return new ProveRecords(journal, checkpoints);
    }

    @Produces
    @Singleton
    FindDecisions findDecisions(Journal journal, ActiveBundle active) {
        return new FindDecisions(journal, () -> active.get().attributes());
    }

    @Produces
    @Singleton
    RecordOutcome recordOutcome(Journal journal, InstantSource clock) {
        return new RecordOutcome(journal, new RecordReader(), clock);
    }

    @Produces
    @Singleton
    WorkOnDecision workOnDecision(Journal journal, InstantSource clock) {
        return new WorkOnDecision(journal, clock);
    }

    @Produces
    @Singleton
    ReplayDecision replayDecision(Journal journal, KeptBundles kept, BundleStore store, AsDecided asDecided) {
        return new ReplayDecision(journal, kept::recall, store, asDecided, RECORDED);
    }

    void close(@Disposes ReplayDecision replay) {
        replay.close();
    }

    @Produces
    @Singleton
    DescribeBundle describeBundle(ActiveBundle active) {
        return new DescribeBundle(active);
    }

    @Produces
    @Singleton
    CheckReadiness checkReadiness(ActiveBundle active, Journal journal, WatchedClock clock) {
        return new CheckReadiness(active, journal, clock);
    }

    @Produces
    @Singleton
    HttpSettings httpSettings(Settings settings) {
        int bodyBytes = settings.limits().bodyBytes();
        long bytesInFlight = Math.max(4L * bodyBytes, Runtime.getRuntime().maxMemory() / PART_FOR_BODIES);
        long answerBytesHeld = Math.max(LEAST_FOR_ANSWERS, Runtime.getRuntime().maxMemory() / PART_FOR_ANSWERS);
        Hosts hosts = new Hosts(
                settings.http().allowedHosts().orElse(Set.of()),
                settings.http().allowedOrigins().orElse(Set.of()));
        return new HttpSettings(
                bodyBytes,
                bytesInFlight,
                answerBytesHeld,
                settings.limits().connectionsPerAddress(),
                new RequestRates(
                        settings.limits().decisionsPerSecond(),
                        settings.limits().streamsPerSecond(),
                        settings.limits().readsPerSecond(),
                        settings.limits().healthPerSecond()),
                hosts,
                settings.http().tlsInFront(),
                settings.bench().echo());
    }

    @Produces
    @Singleton
    Callers callers(Settings settings) {
        return new Callers(settings.caller().header());
    }
}
