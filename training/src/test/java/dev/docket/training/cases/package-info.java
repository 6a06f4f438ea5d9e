@NullMarked
package dev.docket.training.cases;

import org.jspecify.annotations.NullMarked;
