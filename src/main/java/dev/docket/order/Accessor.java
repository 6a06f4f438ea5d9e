package dev.docket.order;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Reads a value of a canonical record by its accessor, as fast as calling it. */
public final class Accessor {
    // The class that the factory makes is never unloaded: one for each method, however often rules are compiled.
    private static final Map<Method, Function<Object, Object>> MADE = new ConcurrentHashMap<>();

    private Accessor() {}

    /**
     * A function that calls a public method without parameters of a public class.
     *
     * @throws IllegalStateException when the method cannot be called
     */
    public static Function<Object, Object> of(Method method) {
        return MADE.computeIfAbsent(method, Accessor::make);
    }

    @SuppressWarnings("unchecked") // the factory makes exactly this type
    private static Function<Object, Object> make(Method method) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle handle = lookup.unreflect(method);
            return (Function<Object, Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            handle,
                            handle.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("cannot read " + method, impossible);
        }
    }
}
