/** From an order to the numbers that drive its loss; the same code in training and in serving. */
@NullMarked
package dev.docket.priority.driver;

import org.jspecify.annotations.NullMarked;
