package dev.docket.service.work;

import dev.docket.change.Taken;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who works on a decision.
 *
 * @param holder who it is, whichever credential they use: {@code key:NAME}, {@code user:ID}, or anonymous
 * @param caller who claimed or assigned it, as records name callers
 * @param since when
 */
public record Holding(String holder, String caller, Instant since) {
    /** After what was done with a decision, in its order; outcomes are not looked at. */
    static Optional<Holding> after(List<Recorded<WorkEntry>> row) {
        return row.stream()
                .map(Recorded::entry)
                .filter(entry -> entry.act() != WorkEntry.Act.NOTED)
                .reduce((earlier, later) -> later)
                .flatMap(Holding::by);
    }

    /** After the last that says who has it, or that nobody has. */
    static Optional<Holding> by(WorkEntry last) {
        return last.act().isHolding()
                ? Optional.of(new Holding(last.holder(), last.caller(), last.at()))
                : Optional.empty();
    }

    /** Who a caller is, as records name callers. A proxy may name people with blanks and umlauts, which no holder has. */
    public static String subject(String caller) {
        return Taken.subjectOf(caller).orElse(caller).replaceAll("[^!-~]", "_");
    }

    /** The same for people to read: by name, if it is known. */
    public String name() {
        // An id may have slashes of its own.
        return subject(caller).equals(holder) ? nameOf(caller) : holder.substring(holder.indexOf(':') + 1);
    }

    /** The name in a label such as {@code user:anna/4711} or {@code key:erp/3f2a}. */
    public static String nameOf(String label) {
        boolean hasKind = label.startsWith("user:") || label.startsWith("key:");
        String rest = hasKind ? label.substring(label.indexOf(':') + 1) : label;
        int slash = rest.indexOf('/');
        return hasKind && slash > 0 ? rest.substring(0, slash) : rest;
    }
}
