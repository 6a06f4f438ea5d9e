@NullMarked
package dev.docket.journal.postgres;

import org.jspecify.annotations.NullMarked;
