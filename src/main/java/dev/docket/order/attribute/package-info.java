/** Attributes of the deployment's own: what they are declared as, and what is wrong with those of an order. */
@NullMarked
package dev.docket.order.attribute;

import org.jspecify.annotations.NullMarked;
