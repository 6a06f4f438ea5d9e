/** Who calls, and who may do what. Knows neither HTTP nor a store. */
@NullMarked
package dev.docket.access;

import org.jspecify.annotations.NullMarked;
