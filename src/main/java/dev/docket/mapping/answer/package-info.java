/** Answers in the language of the document that was decided. */
@NullMarked
package dev.docket.mapping.answer;

import org.jspecify.annotations.NullMarked;
