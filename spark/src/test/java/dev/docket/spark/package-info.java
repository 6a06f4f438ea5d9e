@NullMarked
package dev.docket.spark;

import org.jspecify.annotations.NullMarked;
