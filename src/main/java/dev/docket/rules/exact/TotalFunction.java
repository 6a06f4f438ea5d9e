package dev.docket.rules.exact;

import dev.docket.rules.language.Totalled;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.kie.api.runtime.rule.AccumulateFunction;

/** What {@code accumulate} of a compiled rule runs in a Drools session; public only because Drools makes it. */
public final class TotalFunction implements AccumulateFunction<Totals> {
    /** The name under which compiled rules import it. */
    public static final String NAME = "docketTotal";

    @Override
    public Totals createContext() {
        return new Totals();
    }

    @Override
    public void init(Totals totals) {
        totals.clear();
    }

    @Override
    public void accumulate(Totals totals, Object value) {
        totals.add(value);
    }

    @Override
    public void reverse(Totals totals, Object value) {
        throw new UnsupportedOperationException("a session of Docket takes nothing back");
    }

    @Override
    public boolean supportsReverse() {
        return false;
    }

    @Override
    public Object getResult(Totals totals) {
        return totals.totalled();
    }

    @Override
    public Class<?> getResultType() {
        return Totalled.class;
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        // it has no state
    }

    @Override
    public void readExternal(ObjectInput in) {
        // it has no state
    }
}
