package dev.docket.app;

import dev.docket.api.HttpSettings;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.journal.Journal;
import dev.docket.journal.SqliteJournal;
import dev.docket.json.RecordReader;
import dev.docket.service.CheckReadiness;
import dev.docket.service.CountDecisions;
import dev.docket.service.DecideOrder;
import dev.docket.service.DecisionMeter;
import dev.docket.service.DescribeBundle;
import dev.docket.service.ReadDecision;
import dev.docket.service.RequestReader;
import dev.docket.service.Retelling;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How everything fits together. */
@Singleton
public class Wiring {
    /** Said in place of a folder by whoever wants to decide without a classifier. */
    private static final String NO_MODEL = "none";

    @Produces
    @Singleton
    Journal journal(@ConfigProperty(name = "docket.data.dir") Path dataDir) {
        return SqliteJournal.open(dataDir);
    }

    void close(@Disposes Journal journal) {
        journal.close();
    }

    @Produces
    @Singleton
    Bundle bundle(
            @ConfigProperty(name = "docket.rules.dir") Path rulesDir,
            @ConfigProperty(name = "docket.models.dir") String modelsDir) {
        return BundleLoader.load(rulesDir, modelsDir.equals(NO_MODEL) ? null : Path.of(modelsDir));
    }

    /** What decides now. Every use case asks once for each request. */
    @Produces
    @Singleton
    Supplier<Bundle> active(Bundle bundle) {
        return () -> bundle;
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    DecisionMeter meter(MeterRegistry registry) {
        return new MicrometerMeter(registry);
    }

    @Produces
    @Singleton
    RequestReader requestReader() {
        return new RequestReader(new RecordReader());
    }

    @Produces
    @Singleton
    Retelling retelling(Supplier<Bundle> active, RequestReader reader) {
        return new Retelling(
                digest -> Optional.of(active.get())
                        .filter(bundle -> bundle.id().digest().equals(digest)),
                reader);
    }

    @Produces
    @Singleton
    DecideOrder decideOrder(
            Supplier<Bundle> active, Journal journal, Retelling retelling, InstantSource clock, DecisionMeter meter) {
        return new DecideOrder(active, journal, retelling, clock, meter);
    }

    @Produces
    @Singleton
    ReadDecision readDecision(Journal journal, Retelling retelling) {
        return new ReadDecision(journal, retelling);
    }

    @Produces
    @Singleton
    CountDecisions countDecisions(Journal journal) {
        return new CountDecisions(journal);
    }

    @Produces
    @Singleton
    DescribeBundle describeBundle(Supplier<Bundle> active) {
        return new DescribeBundle(active);
    }

    @Produces
    @Singleton
    CheckReadiness checkReadiness(Supplier<Bundle> active, Journal journal) {
        return new CheckReadiness(active, journal);
    }

    @Produces
    @Singleton
    HttpSettings httpSettings(
            @ConfigProperty(name = "docket.limits.body-bytes") int bodyBytes,
            @ConfigProperty(name = "docket.bench.echo") boolean echo) {
        return new HttpSettings(bodyBytes, echo);
    }
}
