@NullMarked
package dev.docket.training;

import org.jspecify.annotations.NullMarked;
