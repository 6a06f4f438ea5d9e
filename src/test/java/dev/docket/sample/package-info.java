@NullMarked
package dev.docket.sample;

import org.jspecify.annotations.NullMarked;
