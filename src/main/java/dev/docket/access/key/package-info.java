/** API keys: their text, how they are kept, and whether one is good now. */
@NullMarked
package dev.docket.access.key;

import org.jspecify.annotations.NullMarked;
