/** Decides one recorded order again, with the recorded bundle or a proposed one: what differs, and which part caused it. */
@NullMarked
package dev.docket.service.replay.change;

import org.jspecify.annotations.NullMarked;
