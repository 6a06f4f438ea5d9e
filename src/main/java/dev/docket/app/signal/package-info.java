/** Stops the service when the operating system asks for it. */
@NullMarked
package dev.docket.app.signal;

import org.jspecify.annotations.NullMarked;
