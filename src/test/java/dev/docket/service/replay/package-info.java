@NullMarked
package dev.docket.service.replay;

import org.jspecify.annotations.NullMarked;
