/** Files and folders that only their owner may read. */
@NullMarked
package dev.docket.storage;

import org.jspecify.annotations.NullMarked;
