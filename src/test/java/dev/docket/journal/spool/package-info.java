@NullMarked
package dev.docket.journal.spool;

import org.jspecify.annotations.NullMarked;
