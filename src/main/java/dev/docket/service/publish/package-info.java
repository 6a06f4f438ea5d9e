/** Publishing what is recorded to the topics of a broker: the journal is the outbox. */
@NullMarked
package dev.docket.service.publish;

import org.jspecify.annotations.NullMarked;
