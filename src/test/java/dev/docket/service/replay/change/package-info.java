@NullMarked
package dev.docket.service.replay.change;

import org.jspecify.annotations.NullMarked;
