/** Sends what was recorded to those who cannot ask for it, and remembers how far each of them is. */
@NullMarked
package dev.docket.service.webhook;

import org.jspecify.annotations.NullMarked;
