/** Sends answers that are made while they are sent, at the pace of their readers. */
@NullMarked
package dev.docket.api.answer;

import org.jspecify.annotations.NullMarked;
