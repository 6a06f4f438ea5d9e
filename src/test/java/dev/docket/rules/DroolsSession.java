package dev.docket.rules;

import dev.docket.decision.Standing;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.NamedValues;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.evaluate.Facts;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/** The ordinary way to run rules: facts in a session, fire all. The oracle that the rule book is held against. */
final class DroolsSession {
    private static final Map<ReleaseId, KieBase> BASES = new ConcurrentHashMap<>();

    private DroolsSession() {}

    private static KieBase base(ReleaseId compiled) {
        return KieServices.get()
                .newKieContainer(compiled, DroolsSession.class.getClassLoader())
                .getKieBase();
    }

    /** Which rules fire, as {@code rule} or {@code rule/lineId}. */
    static Set<String> fired(
            DroolsRuleBook book, Parameters parameters, OrderSnapshot snapshot, @Nullable Standing standing) {
        KieSession session =
                BASES.computeIfAbsent(book.releaseId(), DroolsSession::base).newKieSession();
        try {
            Set<String> fired = new TreeSet<>();
            session.setGlobal("parameters", parameters.of(snapshot));
            session.setGlobal("effects", new Effects(new RuleId("any"), null, NamedValues.copyOf(Map.of())));
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void afterMatchFired(AfterMatchFiredEvent event) {
                    String line = event.getMatch().getObjects().stream()
                            .filter(Line.class::isInstance)
                            .map(fact -> "/" + ((Line) fact).lineId())
                            .findFirst()
                            .orElse("");
                    fired.add(event.getMatch().getRule().getName() + line);
                }
            });
            new Facts(snapshot, parameters, standing).all().forEach(session::insert);
            session.fireAllRules();
            return fired;
        } finally {
            session.dispose();
        }
    }
}
