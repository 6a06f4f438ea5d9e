package dev.docket.order;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Reads a record's value through its accessor, as fast as a direct call. */
public final class Accessor {
    // The generated class is never unloaded, so there is one per method, however often rules are compiled.
    private static final Map<Method, Function<Object, Object>> MADE = new ConcurrentHashMap<>();

    private Accessor() {}

    /**
     * A function that calls a public method without parameters of a public class.
     *
     * @throws IllegalStateException if the method cannot be called
     */
    public static Function<Object, Object> of(Method method) {
        return MADE.computeIfAbsent(method, Accessor::make);
    }

    @SuppressWarnings("unchecked") // the factory creates exactly this type
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
