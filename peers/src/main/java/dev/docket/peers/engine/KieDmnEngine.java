package dev.docket.peers.engine;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** The DMN engine of KIE, with a model that is compiled once. */
public final class KieDmnEngine implements Engine<DMNResult> {
    private final List<Map<String, Object>> orders;
    private final DMNRuntime runtime;
    private final DMNModel model;

    public KieDmnEngine(Orders orders) {
        this.orders = orders.maps();
        this.runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(List.of(ResourceFactory.newReaderResource(new StringReader(DmnPolicy.xml()), "UTF-8")))
                .getOrElseThrow(wrong -> new IllegalStateException("the model is not valid", wrong));
        this.model = Objects.requireNonNull(runtime.getModel(DmnPolicy.NAMESPACE, DmnPolicy.MODEL));
        if (model.hasErrors()) {
            throw new IllegalStateException(model.getMessages().toString());
        }
    }

    @Override
    public DMNResult decide(int order) {
        DMNContext context = runtime.newContext();
        orders.get(order).forEach(context::set);
        return runtime.evaluateAll(model, context);
    }

    @Override
    public Set<String> fired(DMNResult answer) {
        if (answer.hasErrors()) {
            throw new IllegalStateException(answer.getMessages().toString());
        }
        Object codes = answer.getDecisionResultByName(DmnPolicy.MODEL).getResult();
        return codes instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }
}
