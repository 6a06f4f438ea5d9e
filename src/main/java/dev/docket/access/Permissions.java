package dev.docket.access;

import static dev.docket.access.Role.APPROVE;
import static dev.docket.access.Role.AUDIT;
import static dev.docket.access.Role.AUTHOR;
import static dev.docket.access.Role.DECIDE;
import static dev.docket.access.Role.HANDLE;
import static dev.docket.access.Role.OPERATE;
import static dev.docket.access.Role.OVERRIDE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may do what: every operation of the contract with the roles that may ask for it. What is not in the table, nobody may.
 */
public final class Permissions {
    private final SortedMap<String, Need> needs;

    /** What an operation asks of a caller. */
    public sealed interface Need {
        /** Nothing: it says nothing that is worth protecting, or is how one gets a name. */
        record Nothing() implements Need {}

        /**
         * One of some roles.
         *
         * @param anyOf the roles; none means that any caller will do who has a name
         * @param isNamed whether it must be known who it is, also where authentication is off
         */
        record OneOf(Set<Role> anyOf, boolean isNamed) implements Need {
            public OneOf {
                anyOf = anyOf.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(anyOf));
            }
        }
    }

    /** Whether somebody may. */
    public sealed interface Verdict {
        record Allowed() implements Verdict {}

        /** The caller must say who it is. */
        record NeedsName() implements Verdict {}

        /**
         * The caller is known and may not.
         *
         * @param anyOf who may; nobody if there are none
         */
        record NeedsRole(Set<Role> anyOf) implements Verdict {
            public NeedsRole {
                anyOf = anyOf.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(anyOf));
            }
        }
    }

    /** @param hasOpenMetrics whether anybody may read the metrics, as scrapers without credentials need it */
    public Permissions(boolean hasOpenMetrics) {
        needs = table();
        if (hasOpenMetrics) {
            needs.put("readMetrics", new Need.Nothing());
        }
    }

    private static SortedMap<String, Need> table() {
        SortedMap<String, Need> table = new TreeMap<>();
        // Deciding.
        put(table, "decide", DECIDE);
        put(table, "decideBatch", DECIDE);
        put(table, "dryRun", DECIDE, AUTHOR, APPROVE);
        put(table, "recordOutcome", DECIDE);
        // What was decided: whoever knows an id may read one; looking around is for people.
        put(table, "readDecision", DECIDE, AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "readOutcomes", DECIDE, AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        // Who works on it. Giving work to others is more than doing it.
        put(table, "recordWork", HANDLE, OVERRIDE);
        put(table, "assignWork", OVERRIDE);
        put(table, "readWork", DECIDE, AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "proveDecision", DECIDE, AUTHOR, APPROVE, AUDIT);
        put(table, "findDecisions", AUTHOR, APPROVE, AUDIT);
        put(table, "exportNdjson", AUDIT);
        put(table, "exportCsv", AUDIT);
        put(table, "readFeed", AUDIT);
        put(table, "replayDecision", AUTHOR, APPROVE, AUDIT);
        // The journal: hashes and signatures only.
        put(table, "readCheckpoint", Role.values());
        put(table, "readJournalKey", Role.values());
        put(table, "proveConsistency", Role.values());
        // Policy.
        put(table, "listRules", Role.values());
        put(table, "readRule", Role.values());
        put(table, "readTaxonomy", Role.values());
        put(table, "readBundle", Role.values());
        put(table, "readModel", Role.values());
        put(table, "readBundleStatus", AUTHOR, APPROVE, AUDIT, OPERATE);
        table.put("activateBundle", new Need.OneOf(Set.of(OPERATE), true));
        // What is sent to others: how it goes, not what it says.
        put(table, "listWebhooks", OPERATE);
        put(table, "listDeadEvents", OPERATE);
        named(table, "retryWebhook", OPERATE);
        named(table, "skipEvent", OPERATE);
        // Pages for people.
        table.put("showStart", new Need.OneOf(Set.of(), false));
        put(table, "showToday", AUTHOR, APPROVE, AUDIT, OPERATE, HANDLE, OVERRIDE);
        put(table, "showWork", AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "previewOutcomes", HANDLE, OVERRIDE);
        put(table, "recordOutcomes", HANDLE, OVERRIDE);
        put(table, "recordOverrides", OVERRIDE);
        put(table, "workInConsole", HANDLE, OVERRIDE);
        put(table, "assignInConsole", OVERRIDE);
        put(table, "showDecisions", AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "searchDecisions", AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "showDecision", AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "showTry", AUTHOR, APPROVE, HANDLE, OVERRIDE);
        put(table, "tryValues", AUTHOR, APPROVE, HANDLE, OVERRIDE);
        put(table, "saveDecision", AUTHOR, APPROVE, AUDIT, HANDLE, OVERRIDE);
        put(table, "showRules", Role.values());
        put(table, "showRule", Role.values());
        put(table, "showGraph", Role.values());
        put(table, "showModel", Role.values());
        put(table, "showEditor", AUTHOR);
        put(table, "readPolicyText", AUTHOR);
        put(table, "checkDraft", AUTHOR);
        put(table, "tryDraft", AUTHOR);
        put(table, "showChanges", AUTHOR, APPROVE, AUDIT, OPERATE);
        put(table, "showChange", AUTHOR, APPROVE, AUDIT, OPERATE);
        put(table, "listChanges", AUTHOR, APPROVE, AUDIT, OPERATE);
        put(table, "readChange", AUTHOR, APPROVE, AUDIT, OPERATE);
        put(table, "readDossier", AUTHOR, APPROVE, AUDIT, OPERATE);
        put(table, "readShadow", AUTHOR, APPROVE, AUDIT);
        put(table, "readCanary", AUTHOR, APPROVE, AUDIT, OPERATE);
        // Four eyes: none of these is anybody's by being somebody else.
        named(table, "proposeChange", AUTHOR);
        named(table, "checkChange", AUTHOR);
        named(table, "submitChange", AUTHOR);
        named(table, "withdrawChange", AUTHOR);
        named(table, "beginShadow", AUTHOR);
        named(table, "endShadow", AUTHOR);
        named(table, "approveChange", APPROVE);
        named(table, "rejectChange", APPROVE);
        named(table, "beginCanary", OPERATE);
        named(table, "raiseCanary", OPERATE);
        named(table, "endCanary", OPERATE);
        named(table, "promoteChange", OPERATE);
        named(table, "rollBackPolicy", OPERATE);
        named(table, "declareEmergency", OPERATE);
        named(table, "proposeInConsole", AUTHOR);
        named(table, "submitInConsole", AUTHOR);
        named(table, "withdrawInConsole", AUTHOR);
        named(table, "rejectInConsole", APPROVE);
        named(table, "promoteInConsole", OPERATE);
        named(table, "rollBackInConsole", OPERATE);
        // The service itself.
        table.put("readCaller", new Need.OneOf(Set.of(), false));
        put(table, "readMetrics", OPERATE);
        for (String open : Set.of(
                "closeSession",
                "openSession",
                "showAsset",
                "showLogin",
                "showVerifier",
                "checkHealth",
                "checkLiveness",
                "checkReadiness",
                "checkStarted",
                "login",
                "logout",
                "readContract",
                "readContractYaml",
                "readContractJson")) {
            table.put(open, new Need.Nothing());
        }
        return table;
    }

    private static void named(SortedMap<String, Need> table, String operationId, Role anyOf) {
        table.put(operationId, new Need.OneOf(Set.of(anyOf), true));
    }

    private static void put(SortedMap<String, Need> table, String operationId, Role... anyOf) {
        table.put(operationId, new Need.OneOf(Set.of(anyOf), false));
    }

    /** The whole table, by operation. */
    public SortedMap<String, Need> needs() {
        return Collections.unmodifiableSortedMap(needs);
    }

    /** Whether an operation is open to everybody, so that there is no need to find out who asks. */
    public boolean isOpen(String operationId) {
        return needs.get(operationId) instanceof Need.Nothing;
    }

    /** Whether a caller may ask for an operation, as the contract names it. */
    public Verdict of(String operationId, Caller caller) {
        Need need = needs.get(operationId);
        if (need == null) {
            return new Verdict.NeedsRole(Set.of());
        }
        return switch (need) {
            case Need.Nothing nothing -> new Verdict.Allowed();
            case Need.OneOf some -> of(some, caller);
        };
    }

    private static Verdict of(Need.OneOf need, Caller caller) {
        return switch (caller) {
            case Caller.Anonymous anonymous -> need.isNamed() ? new Verdict.NeedsName() : new Verdict.Allowed();
            case Caller.Named named ->
                need.anyOf().isEmpty() || !Collections.disjoint(need.anyOf(), named.roles())
                        ? new Verdict.Allowed()
                        : new Verdict.NeedsRole(need.anyOf());
        };
    }
}
