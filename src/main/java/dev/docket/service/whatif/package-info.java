/** What would be decided if the values of a recorded order were others. */
@NullMarked
package dev.docket.service.whatif;

import org.jspecify.annotations.NullMarked;
