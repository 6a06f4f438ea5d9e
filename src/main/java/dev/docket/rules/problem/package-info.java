/** How large a rule folder may be, which text it may hold, and how everything wrong with it is gathered. */
@NullMarked
package dev.docket.rules.problem;

import org.jspecify.annotations.NullMarked;
