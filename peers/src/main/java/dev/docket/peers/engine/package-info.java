/** Rule engines, each with the policy in its own language and used as its manual recommends. */
@NullMarked
package dev.docket.peers.engine;

import org.jspecify.annotations.NullMarked;
