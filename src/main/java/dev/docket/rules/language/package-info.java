/** What a rule says, as a typed tree. */
@NullMarked
package dev.docket.rules.language;

import org.jspecify.annotations.NullMarked;
