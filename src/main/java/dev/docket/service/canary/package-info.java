/** What a candidate may do while it decides for a part of the orders. */
@NullMarked
package dev.docket.service.canary;

import org.jspecify.annotations.NullMarked;
