package dev.docket.rules.table;

import dev.docket.decision.Edition;

/** How the cells of a workbook are read: as the edition of its bundle has it, so that what it decided it decides again. */
public enum CellReading {
    /** What a reader sees decides, and what hides it is refused. */
    SHOWN,
    /** The first edition: a number is taken as it is stored, also where it is compared as a text. */
    STORED,
    /** The first edition, to replay what was decided: nothing is refused that was read then. */
    RECORDED;

    public static CellReading of(Edition edition, boolean isReplay) {
        return switch (edition) {
            case FIRST -> isReplay ? RECORDED : STORED;
            case SECOND -> SHOWN;
        };
    }

    boolean takesStoredNumbers() {
        return this != SHOWN;
    }

    boolean refusesHidden() {
        return this != RECORDED;
    }
}
