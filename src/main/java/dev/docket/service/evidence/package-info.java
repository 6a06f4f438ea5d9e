/** One archive with everything that proves the decisions of a period, for somebody who has no docket. */
@NullMarked
package dev.docket.service.evidence;

import org.jspecify.annotations.NullMarked;
