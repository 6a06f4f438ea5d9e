/** The data that rules refer to: parameters, taxonomy and actions, as the data files have them. */
@NullMarked
package dev.docket.rules.data;

import org.jspecify.annotations.NullMarked;
