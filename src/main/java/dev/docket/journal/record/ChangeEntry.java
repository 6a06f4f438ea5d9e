package dev.docket.journal.record;

import dev.docket.access.Sender;
import dev.docket.journal.merkle.Hash;
import java.time.Instant;

/**
 * One step of a policy change, such as an approval. All steps of a store are one chain, whichever stream each is in: each has
 * the next number and names the record of the step before it. So their order depends on no clock, and none can be left out.
 *
 * @param number its place among all steps of the store, from 1, without gaps
 * @param after the hash of the record of the step before it; {@link Hash#ZERO} for the first
 * @param changeId the change it belongs to: letters, digits and hyphens
 * @param step a word such as APPROVED
 * @param sender who took it
 * @param document what it consists of, canonical UTF-8 JSON; stays when payloads are retired
 */
public record ChangeEntry(
        long number, Hash after, String changeId, String step, Instant at, Sender sender, Payload document)
        implements Entry {
    @Override
    public String caller() {
        return sender.caller();
    }
}
