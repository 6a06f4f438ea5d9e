@NullMarked
package dev.docket.priority.loss;

import org.jspecify.annotations.NullMarked;
