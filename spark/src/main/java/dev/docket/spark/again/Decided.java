package dev.docket.spark.again;

import dev.docket.service.replay.Tallied;
import java.io.Serializable;

/**
 * A decision that was decided again.
 *
 * @param place in the order of the journal
 */
record Decided(long place, String decisionId, Tallied tallied) implements Serializable {}
