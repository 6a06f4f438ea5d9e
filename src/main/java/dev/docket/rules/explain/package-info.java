/** Says why a rule did not match and what one input would have to be for it to fire. */
@NullMarked
package dev.docket.rules.explain;

import org.jspecify.annotations.NullMarked;
