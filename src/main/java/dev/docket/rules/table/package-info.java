/** Turns a decision table, CSV or Excel, into DRL and says at which cell the mistakes of its rules are. */
@NullMarked
package dev.docket.rules.table;

import org.jspecify.annotations.NullMarked;
