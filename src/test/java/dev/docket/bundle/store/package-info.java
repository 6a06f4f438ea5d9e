@NullMarked
package dev.docket.bundle.store;

import org.jspecify.annotations.NullMarked;
