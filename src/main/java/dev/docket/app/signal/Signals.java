package dev.docket.app.signal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Signals of the operating system. Every JDK has a class for them, in the module jdk.unsupported, but the compiler warns of each
 * mention of it, which cannot be switched off; so it is found by its name.
 */
final class Signals {
    private Signals() {}

    /**
     * Does something when a signal comes, instead of what the virtual machine does.
     *
     * @param name without SIG
     * @param work runs on a thread of its own
     */
    static void on(String name, Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle run = lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(work);
            lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                    .invoke(
                            lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                                    .invoke(name),
                            MethodHandleProxies.asInterfaceInstance(
                                    handler, MethodHandles.dropArguments(run, 0, signal)));
        } catch (Throwable defect) { // what a method handle throws is anything
            throw new IllegalStateException("signal " + name + " cannot be handled", defect);
        }
    }
}
