/** Finding, reading and exporting recorded decisions. */
@NullMarked
package dev.docket.service.search;

import org.jspecify.annotations.NullMarked;
