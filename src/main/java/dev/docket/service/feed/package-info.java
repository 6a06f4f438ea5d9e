/** What was recorded, as events in the order of the journal. */
@NullMarked
package dev.docket.service.feed;

import org.jspecify.annotations.NullMarked;
