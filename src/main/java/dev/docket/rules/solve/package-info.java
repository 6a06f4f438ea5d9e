/** Which values conditions leave to a field, found by solving what is linear. */
@NullMarked
package dev.docket.rules.solve;

import org.jspecify.annotations.NullMarked;
