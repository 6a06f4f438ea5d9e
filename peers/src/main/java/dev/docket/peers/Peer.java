package dev.docket.peers;

import dev.docket.peers.engine.CamundaEngine;
import dev.docket.peers.engine.DocketEngine;
import dev.docket.peers.engine.DroolsEngine;
import dev.docket.peers.engine.Engine;
import dev.docket.peers.engine.EvreteEngine;
import dev.docket.peers.engine.KieDmnEngine;
import dev.docket.peers.engine.Orders;
import java.util.Optional;
import java.util.function.Function;

/** Who takes part. */
enum Peer {
    DOCKET("Docket, decided", new InJava(DocketEngine::deciding)),
    DOCKET_WRITTEN("Docket, decided and written, trace of what fired", new InJava(DocketEngine::writing)),
    DOCKET_EXPLAINED("Docket, decided and written, full trace", new InJava(DocketEngine::explaining)),
    DROOLS_POOLED("Drools 10.2.0, session from a pool", new InJava(DroolsEngine::pooled)),
    DROOLS("Drools 10.2.0, stateless session", new InJava(DroolsEngine::stateless)),
    KIE_DMN("KIE DMN 10.2.0", new InJava(KieDmnEngine::new)),
    EVRETE("Evrete 4.0.3, one session that is cleared", new InJava(EvreteEngine::new)),
    CAMUNDA("Camunda 7.24.0 DMN, FEEL", new InJava(CamundaEngine::new)),
    ZEN("GoRules zen 0.54.0 (Node)", new InNode("zen")),
    JSON_RULES("json-rules-engine 7.3.1 (Node)", new InNode("json-rules"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // constructors and method references, without state
    private final Home home;

    Peer(String title, Home home) {
        this.title = title;
        this.home = home;
    }

    String title() {
        return title;
    }

    Home home() {
        return home;
    }

    /** The engine with these orders; none if it runs in Node. */
    Optional<Engine<?>> engine(Orders orders) {
        return switch (home) {
            case InJava java -> Optional.of(java.engine().apply(orders));
            case InNode node -> Optional.empty();
        };
    }

    /** Where an engine runs. */
    sealed interface Home {}

    record InJava(Function<Orders, Engine<?>> engine) implements Home {}

    /** @param module which reads the policy, beside {@code worker.mjs} */
    record InNode(String module) implements Home {}
}
