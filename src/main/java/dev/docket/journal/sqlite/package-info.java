/** The journal in one SQLite file, for one service. */
@NullMarked
package dev.docket.journal.sqlite;

import org.jspecify.annotations.NullMarked;
