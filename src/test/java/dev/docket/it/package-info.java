/** What only the packaged program can show, run by {@code verify} after it is packaged. */
@NullMarked
package dev.docket.it;

import org.jspecify.annotations.NullMarked;
