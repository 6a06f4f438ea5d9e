/** The resource that decides a recorded order again. */
@NullMarked
package dev.docket.api.replay;

import org.jspecify.annotations.NullMarked;
