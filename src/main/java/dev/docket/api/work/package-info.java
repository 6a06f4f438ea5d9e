/** What people do with waiting decisions, over HTTP. */
@NullMarked
package dev.docket.api.work;

import org.jspecify.annotations.NullMarked;
