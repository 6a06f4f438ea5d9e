/** A copy of a service's data folder, made while it runs, and the way back. */
@NullMarked
package dev.docket.service.backup;

import org.jspecify.annotations.NullMarked;
