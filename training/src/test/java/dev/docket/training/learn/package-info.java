@NullMarked
package dev.docket.training.learn;

import org.jspecify.annotations.NullMarked;
