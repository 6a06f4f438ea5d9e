/** What waits for a person, and what people may do with it. */
@NullMarked
package dev.docket.service.work;

import org.jspecify.annotations.NullMarked;
