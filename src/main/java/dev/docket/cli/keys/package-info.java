/** {@code ./docket keys}: makes, lists, replaces and revokes API keys. */
@NullMarked
package dev.docket.cli.keys;

import org.jspecify.annotations.NullMarked;
