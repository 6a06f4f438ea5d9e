/** What became of the records that came by Kafka: recording it, and proving it. */
@NullMarked
package dev.docket.service.intake;

import org.jspecify.annotations.NullMarked;
