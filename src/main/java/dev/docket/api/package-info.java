/** The REST adapter: turns HTTP into use cases and their outcomes into HTTP. Decides nothing. */
@NullMarked
package dev.docket.api;

import org.jspecify.annotations.NullMarked;
