/** How it goes: counts of what was decided, and what became of it. */
@NullMarked
package dev.docket.console.today;

import org.jspecify.annotations.NullMarked;
