/** What waits for a person, and what that person does. */
@NullMarked
package dev.docket.console.work;

import org.jspecify.annotations.NullMarked;
