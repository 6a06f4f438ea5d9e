/** Topics of Kafka that events are published to. */
@NullMarked
package dev.docket.stream.out;

import org.jspecify.annotations.NullMarked;
