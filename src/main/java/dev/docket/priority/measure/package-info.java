/** What is measured of an order. */
@NullMarked
package dev.docket.priority.measure;

import org.jspecify.annotations.NullMarked;
