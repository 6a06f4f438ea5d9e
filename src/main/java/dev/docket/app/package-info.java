/** The composition root: configuration and wiring. Nothing depends on it. */
@NullMarked
package dev.docket.app;

import org.jspecify.annotations.NullMarked;
