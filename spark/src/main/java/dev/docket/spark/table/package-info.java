/** A journal as Parquet files: what the tables consist of, how they are written, and how they are found again. */
@NullMarked
package dev.docket.spark.table;

import org.jspecify.annotations.NullMarked;
