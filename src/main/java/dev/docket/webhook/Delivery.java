package dev.docket.webhook;

/** The way to one receiver. */
public interface Delivery {
    /**
     * Sends an event once, and waits for the answer within a bounded time.
     *
     * @param id of the event, the same however often it is sent
     * @param body as it is sent and signed
     * @throws InterruptedException if this thread is to stop; the receiver may have the event
     */
    Reply send(String id, byte[] body) throws InterruptedException;
}
