@NullMarked
package dev.docket.journal.write;

import org.jspecify.annotations.NullMarked;
