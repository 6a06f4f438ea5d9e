/** What operators see and do of webhooks. */
@NullMarked
package dev.docket.api.webhook;

import org.jspecify.annotations.NullMarked;
