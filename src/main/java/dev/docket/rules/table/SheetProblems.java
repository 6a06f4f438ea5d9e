package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.FileProblems;

/** Collects problems of one sheet, each with its cell. */
record SheetProblems(Sheet sheet, FileProblems file) {
    void add(Sheet.Place place, ErrorCode code, String message) {
        file.add(place.row() + 1, code, "cell %s: %s".formatted(sheet.reference(place), message));
    }
}
