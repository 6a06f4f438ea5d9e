/** Shared by all SQL stores: columns, queries, filters and read-only connections. */
@NullMarked
package dev.docket.journal.sql;

import org.jspecify.annotations.NullMarked;
