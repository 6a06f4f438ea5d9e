/** Sends events to other systems by HTTP, signed as Standard Webhooks has it, and to no address that is not for this. */
@NullMarked
package dev.docket.webhook;

import org.jspecify.annotations.NullMarked;
