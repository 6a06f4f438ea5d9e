@NullMarked
package dev.docket.journal.sqlite;

import org.jspecify.annotations.NullMarked;
