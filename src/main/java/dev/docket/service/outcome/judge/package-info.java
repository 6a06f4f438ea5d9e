/** How good recommendations and models turned out to be, against what was reported of their orders. */
@NullMarked
package dev.docket.service.outcome.judge;

import org.jspecify.annotations.NullMarked;
