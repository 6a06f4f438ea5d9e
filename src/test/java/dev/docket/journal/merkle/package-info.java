@NullMarked
package dev.docket.journal.merkle;

import org.jspecify.annotations.NullMarked;
