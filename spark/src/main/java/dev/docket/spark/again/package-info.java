/** Decides exported orders again, on as many machines as there are, to the report of one. */
@NullMarked
package dev.docket.spark.again;

import org.jspecify.annotations.NullMarked;
