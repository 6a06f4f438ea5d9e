/** Finds out quickly that a record is valid, as nearly all are; what is wrong with the others is said elsewhere. */
@NullMarked
package dev.docket.json.read.valid;

import org.jspecify.annotations.NullMarked;
