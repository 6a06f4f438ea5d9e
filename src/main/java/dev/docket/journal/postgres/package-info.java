/** The journal in a PostgreSQL database that several services share. */
@NullMarked
package dev.docket.journal.postgres;

import org.jspecify.annotations.NullMarked;
