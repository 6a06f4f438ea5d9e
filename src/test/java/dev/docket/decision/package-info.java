@NullMarked
package dev.docket.decision;

import org.jspecify.annotations.NullMarked;
