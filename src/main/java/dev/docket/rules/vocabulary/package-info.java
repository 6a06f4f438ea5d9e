/** The facts, fields and kinds of values that a rule may name, found by walking the canonical request. */
@NullMarked
package dev.docket.rules.vocabulary;

import org.jspecify.annotations.NullMarked;
