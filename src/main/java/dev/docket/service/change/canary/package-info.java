/** Lets an approved candidate decide for a part of the orders, and takes it back if it does worse than was stated. */
@NullMarked
package dev.docket.service.change.canary;

import org.jspecify.annotations.NullMarked;
