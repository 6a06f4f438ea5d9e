package dev.docket.peers.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieContainerSessionsPool;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.StatelessKieSession;

/** Drools alone, with the executable model. */
public final class DroolsEngine implements Engine<Set<String>> {
    private final List<List<Object>> orders;
    private final Function<List<Object>, Set<String>> session;

    private DroolsEngine(Orders orders, Function<List<Object>, Set<String>> session) {
        this.orders = orders.facts();
        this.session = session;
    }

    /** A stateless session that is kept; inside, each order gets a session of its own. */
    public static DroolsEngine stateless(Orders orders) {
        StatelessKieSession kept = container().newStatelessKieSession();
        return new DroolsEngine(orders, facts -> {
            Set<String> fired = new HashSet<>();
            kept.setGlobal("fired", fired);
            kept.execute(facts);
            return fired;
        });
    }

    /** A session from a pool, which the manual has for many short sessions. */
    public static DroolsEngine pooled(Orders orders) {
        KieContainerSessionsPool pool = container().newKieSessionsPool(1);
        return new DroolsEngine(orders, facts -> {
            Set<String> fired = new HashSet<>();
            KieSession session = pool.newKieSession();
            try {
                session.setGlobal("fired", fired);
                facts.forEach(session::insert);
                session.fireAllRules();
            } finally {
                session.dispose();
            }
            return fired;
        });
    }

    @Override
    public Set<String> decide(int order) {
        return session.apply(orders.get(order));
    }

    @Override
    public Set<String> fired(Set<String> answer) {
        return answer;
    }

    private static KieContainer container() {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/peers/policy.drl", Policy.text("drools.drl"));
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        return services.newKieContainer(builder.getKieModule().getReleaseId());
    }
}
