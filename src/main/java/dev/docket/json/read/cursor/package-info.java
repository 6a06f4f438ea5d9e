/** Where a reader stands in a document, and the problems found up to there. */
@NullMarked
package dev.docket.json.read.cursor;

import org.jspecify.annotations.NullMarked;
