@NullMarked
package dev.docket.training.judge;

import org.jspecify.annotations.NullMarked;
