@NullMarked
package dev.docket.rules.explain;

import org.jspecify.annotations.NullMarked;
