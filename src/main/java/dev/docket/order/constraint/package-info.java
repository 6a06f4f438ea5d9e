/**
 * The bounds of a request's fields as Hibernate Validator constraints: one annotation for each kind of value, each
 * with its message.
 */
@NullMarked
package dev.docket.order.constraint;

import org.jspecify.annotations.NullMarked;
