/** The commands {@code export} and {@code replay --spark}. */
@NullMarked
package dev.docket.spark;

import org.jspecify.annotations.NullMarked;
