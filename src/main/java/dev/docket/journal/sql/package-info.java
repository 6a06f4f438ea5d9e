/** What every SQL store shares: columns, queries, filters and connections that only read. */
@NullMarked
package dev.docket.journal.sql;

import org.jspecify.annotations.NullMarked;
