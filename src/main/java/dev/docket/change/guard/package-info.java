/** Says of a candidate that decides for a part of the orders whether it keeps within limits stated before it began. */
@NullMarked
package dev.docket.change.guard;

import org.jspecify.annotations.NullMarked;
