/** What a rule says, as a typed tree, and the vocabulary of facts, fields and parameters that it may use. */
@NullMarked
package dev.docket.rules.language;

import org.jspecify.annotations.NullMarked;
