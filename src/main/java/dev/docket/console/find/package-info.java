/** Finding decisions. */
@NullMarked
package dev.docket.console.find;

import org.jspecify.annotations.NullMarked;
