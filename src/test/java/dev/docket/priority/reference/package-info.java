@NullMarked
package dev.docket.priority.reference;

import org.jspecify.annotations.NullMarked;
