/** Orders with what became of them: read, priced, labelled, and split by time. */
@NullMarked
package dev.docket.training.cases;

import org.jspecify.annotations.NullMarked;
