@NullMarked
package dev.docket.spark.again;

import org.jspecify.annotations.NullMarked;
