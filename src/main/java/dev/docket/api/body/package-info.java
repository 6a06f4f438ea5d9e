/** How bodies come and go: their coding, their pace, and how long they say they are. */
@NullMarked
package dev.docket.api.body;

import org.jspecify.annotations.NullMarked;
