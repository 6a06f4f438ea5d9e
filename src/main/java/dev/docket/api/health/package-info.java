/** What the service says of its own start. */
@NullMarked
package dev.docket.api.health;

import org.jspecify.annotations.NullMarked;
