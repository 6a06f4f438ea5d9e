@NullMarked
package dev.docket.rules.compile;

import org.jspecify.annotations.NullMarked;
