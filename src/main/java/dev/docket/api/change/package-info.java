/** Policy changes over HTTP. */
@NullMarked
package dev.docket.api.change;

import org.jspecify.annotations.NullMarked;
