package dev.docket.api.answer;

import dev.docket.api.load.CurrentCaller;
import dev.docket.api.load.Pools;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Hands long answers to the connection, {@linkplain PieceByPiece piece by piece}. */
@Provider
public class LongAnswerWriter implements ServerMessageBodyWriter<LongAnswer> {
    private final Pools pools;

    public LongAnswerWriter(Pools pools) {
        this.pools = pools;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == LongAnswer.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == LongAnswer.class;
    }

    /** Returns at once; the request is suspended until its answer has been sent. */
    @Override
    public void writeResponse(LongAnswer answer, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            context.serverResponse().end();
            return;
        }
        Context loop = Vertx.currentContext();
        request.suspend();
        context.serverResponse().setChunked(true);
        new PieceByPiece(
                        new Connected(context.serverResponse(), request),
                        answer.rest(),
                        pools.streaming(),
                        CurrentCaller.get(),
                        task -> loop.runOnContext(ignored -> task.run()))
                .send(answer.first());
    }

    /** The same for a stream that waits for its reader. */
    @Override
    public void writeTo(
            LongAnswer answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(answer.first());
        while (!answer.rest().isDone()) {
            out.write(answer.rest().next());
        }
    }
}
