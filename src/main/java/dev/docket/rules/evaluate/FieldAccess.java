package dev.docket.rules.evaluate;

import dev.docket.order.Line;
import dev.docket.rules.language.Expr;
import dev.docket.rules.vocabulary.Field;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a compiled rule reads a field: from which slot, with which arguments.
 *
 * @param slot where the fact is
 * @param arguments how the arguments are found
 */
public record FieldAccess(Expr.Read read, int slot, List<Function<Frame, @Nullable Object>> arguments) {
    /** The value, or null when it or its fact or an argument is absent. */
    @Nullable
    public Object value(Frame frame) {
        Object fact = frame.fact(slot);
        if (fact == null) {
            return null;
        }
        if (arguments.isEmpty()) {
            return read.field().value(fact);
        }
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = arguments.get(i).apply(frame);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return read.field().getter().get(fact, values);
    }

    /** What a search through lists costs; nothing for a plain field. */
    long cost(Frame frame) {
        Object fact = frame.fact(slot);
        if (!read.field().searches() || fact == null) {
            return 0;
        }
        long cost =
                fact instanceof Line line ? Facts.elements(line) : frame.facts().elements();
        for (Function<Frame, @Nullable Object> argument : arguments) {
            if (argument.apply(frame) instanceof List<?> list) {
                cost *= 1 + list.size();
            }
        }
        return cost;
    }

    /**
     * Whether {@link #isOpen} can ever say so.
     *
     * @param factIsThere whether the fact is there in every request
     */
    public boolean mayBeOpen(boolean factIsThere) {
        return !factIsThere || (read.field().isOptional() && arguments.isEmpty());
    }

    /** Whether what it reads is not known: the fact, or the field itself, is absent. */
    boolean isOpen(Frame frame) {
        Object fact = frame.fact(slot);
        if (fact == null) {
            return true;
        }
        return read.field().isOptional() && arguments.isEmpty() && read.field().value(fact) == null;
    }

    /** For a source: whether it is not known what it would give, because a field behind it is absent. */
    boolean isSourceOpen(Frame frame) {
        Object fact = frame.fact(slot);
        if (fact == null) {
            return true;
        }
        for (String name : read.field().reads()) {
            Field behind = read.fact().fields().get(name);
            if (behind != null && behind.value(fact) == null) {
                return true;
            }
        }
        for (Function<Frame, @Nullable Object> argument : arguments) {
            if (argument.apply(frame) == null) {
                return true;
            }
        }
        return false;
    }
}
