@NullMarked
package dev.docket.storage;

import org.jspecify.annotations.NullMarked;
