/** How the room of the service is shared out among callers and kinds of work. */
@NullMarked
package dev.docket.api.load;

import org.jspecify.annotations.NullMarked;
