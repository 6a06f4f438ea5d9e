package dev.docket.api.feed;

import dev.docket.api.answer.Connected;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Gives a {@link FeedStream} its connection and its clock. */
@Provider
public class FeedStreamWriter implements ServerMessageBodyWriter<FeedStream> {
    private static final Duration TICK = Duration.ofSeconds(1);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == FeedStream.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == FeedStream.class;
    }

    /** Returns at once; the request is suspended until its answer ends. */
    @Override
    public void writeResponse(FeedStream stream, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            context.serverResponse().end();
            return;
        }
        Context loop = Vertx.currentContext();
        request.suspend();
        context.serverResponse().setChunked(true);
        stream.begin(
                new Connected(context.serverResponse(), request), task -> loop.runOnContext(ignored -> task.run()));
        loop.owner().setPeriodic(TICK.toMillis(), timer -> {
            if (!stream.tick()) {
                loop.owner().cancelTimer(timer);
            }
        });
    }

    @Override
    public void writeTo(
            FeedStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new IllegalStateException("a feed is never written by a thread that waits");
    }
}
