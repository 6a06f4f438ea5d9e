package dev.docket.app;

import dev.docket.bundle.active.ActiveBundle;
import dev.docket.json.read.RecordReader;
import dev.docket.service.AttributeSchemas;
import dev.docket.service.DecisionMeter;
import dev.docket.service.DocumentIntake;
import dev.docket.service.RequestReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what reads requests and documents, and what says how they look, by the policy that is active. */
@Singleton
public class IntakeWiring {
    @Produces
    @Singleton
    RequestReader requestReader(DecisionMeter meter, ActiveBundle active) {
        return new RequestReader(new RecordReader(), meter, () -> active.get().attributes());
    }

    @Produces
    @Singleton
    DocumentIntake documentIntake(ActiveBundle active, DecisionMeter meter) {
        return new DocumentIntake(active::pin, meter);
    }

    @Produces
    @Singleton
    AttributeSchemas attributeSchemas(ActiveBundle active) {
        return new AttributeSchemas(active);
    }
}
