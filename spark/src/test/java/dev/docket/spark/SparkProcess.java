package dev.docket.spark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one, with its class path and what is open to it. */
public final class SparkProcess {
    /** The first Java that warns of what Spark does, unless it is allowed. */
    private static final int FIRST_TO_WARN = 24;

    private SparkProcess() {}

    /** The command that starts one. */
    public static List<String> command(List<String> more, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--"))
                .forEach(command::add);
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
        command.addAll(more);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
