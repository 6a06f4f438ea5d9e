@NullMarked
package dev.docket.service.clock;

import org.jspecify.annotations.NullMarked;
