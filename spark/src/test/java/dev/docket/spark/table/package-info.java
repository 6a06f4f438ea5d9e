@NullMarked
package dev.docket.spark.table;

import org.jspecify.annotations.NullMarked;
