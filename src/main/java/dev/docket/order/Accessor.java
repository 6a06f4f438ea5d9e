package dev.docket.order;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;

/** Reads a value of a canonical record by its accessor, as fast as calling it. */
public final class Accessor {
    private Accessor() {}

    /**
     * A function that calls a public method without parameters of a public class.
     *
     * @throws IllegalStateException when the method cannot be called
     */
    @SuppressWarnings("unchecked") // the factory makes exactly this type
    public static Function<Object, Object> of(Method method) {
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
