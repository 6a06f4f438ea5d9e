/** The names that decisions and their parts go by, each a type of its own so that no two can be swapped. */
@NullMarked
package dev.docket.decision.id;

import org.jspecify.annotations.NullMarked;
