/** The policy that decides: rules and model. */
@NullMarked
package dev.docket.console.policy;

import org.jspecify.annotations.NullMarked;
