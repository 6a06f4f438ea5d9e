@NullMarked
package dev.docket.journal.record;

import org.jspecify.annotations.NullMarked;
