package dev.docket.peers.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** The DMN engine of Camunda 7 as it is by default, with a decision that is read once. It parses each expression each time. */
public final class CamundaEngine implements Engine<DmnDecisionTableResult> {
    private final List<Map<String, Object>> orders;
    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final DmnDecision decision;

    public CamundaEngine(Orders orders) {
        this.orders = orders.maps();
        this.decision = engine.parseDecision(
                DmnPolicy.MODEL, new ByteArrayInputStream(DmnPolicy.xml().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public DmnDecisionTableResult decide(int order) {
        return engine.evaluateDecisionTable(decision, orders.get(order));
    }

    @Override
    public Set<String> fired(DmnDecisionTableResult answer) {
        return answer.<Object>collectEntries("code").stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }
}
