/** How HTTP says who calls: credentials of a request, and what is answered when they are not enough. */
@NullMarked
package dev.docket.api.access;

import org.jspecify.annotations.NullMarked;
