/** Calls a running service. */
@NullMarked
package dev.docket.cli.client;

import org.jspecify.annotations.NullMarked;
