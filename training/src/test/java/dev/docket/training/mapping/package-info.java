@NullMarked
package dev.docket.training.mapping;

import org.jspecify.annotations.NullMarked;
