/** Policy changes on their way to deciding. */
@NullMarked
package dev.docket.console.changes;

import org.jspecify.annotations.NullMarked;
