@NullMarked
package dev.docket.digest;

import org.jspecify.annotations.NullMarked;
