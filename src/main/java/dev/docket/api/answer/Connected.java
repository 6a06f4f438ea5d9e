package dev.docket.api.answer;

import dev.docket.api.problem.ErrorMapper;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;

/** A reader at the other end of a connection whose request is suspended. */
public record Connected(ServerHttpResponse response, ResteasyReactiveRequestContext request) implements Connection {
    @Override
    public void send(byte[] piece) {
        response.write(piece);
    }

    @Override
    public boolean isFull() {
        return response.isWriteQueueFull();
    }

    @Override
    public void whenTaken(Runnable next) {
        response.addDrainHandler(next);
    }

    @Override
    public boolean isGone() {
        return response.closed();
    }

    @Override
    public void end() {
        response.end();
        request.resume();
    }

    @Override
    public void breakOff(Throwable because) {
        ErrorMapper.problem(because);
        response.reset();
        request.resume();
    }
}
