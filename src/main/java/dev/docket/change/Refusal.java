package dev.docket.change;

/** Why a step does not count. The same whether it is refused before it is recorded or found in a journal. */
public enum Refusal {
    OUT_OF_ORDER,
    NOT_THE_NEXT,
    UNREADABLE,
    TOO_LARGE,
    FOREIGN_IDENTITY,
    EXISTS,
    UNKNOWN_CHANGE,
    WRONG_STATE,
    NO_REASON,
    STALE_BASE,
    OTHER_CANDIDATE,
    OTHER_DOSSIER,
    OTHER_SUBMISSION,
    CHECK_FAILED,
    NO_APPROVERS,
    SELF_APPROVAL,
    NO_APPROVER,
    OTHER_KEY,
    BAD_SIGNATURE,
    APPROVED_ALREADY,
    APPROVALS_MISSING,
    NOTHING_BEFORE,
    TOO_LONG,
    OTHER_FIGURES,
    OTHER_SELECTOR,
    NO_LIMITS,
    NOT_HEALTHY
}
