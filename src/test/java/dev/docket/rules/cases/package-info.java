@NullMarked
package dev.docket.rules.cases;

import org.jspecify.annotations.NullMarked;
