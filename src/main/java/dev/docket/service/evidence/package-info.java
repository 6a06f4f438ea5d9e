/** One archive with everything that proves the decisions of a period, for someone without Docket. */
@NullMarked
package dev.docket.service.evidence;

import org.jspecify.annotations.NullMarked;
