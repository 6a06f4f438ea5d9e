/** The service's clock, and whether it can be trusted. */
@NullMarked
package dev.docket.service.clock;

import org.jspecify.annotations.NullMarked;
