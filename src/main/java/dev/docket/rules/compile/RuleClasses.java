package dev.docket.rules.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The classes that Drools generated from rules, compiled.
 *
 * @param byName the class files, by binary name
 */
record RuleClasses(SortedMap<String, byte[]> byName) {
    /** The shipped rules have 1 MB in 300 classes. */
    private static final int MOST_CLASSES = 100_000;

    private static final int MOST_BYTES_OF_ONE = 1 << 20;

    RuleClasses {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** Reads what {@link #bytes} wrote. @throws IOException if it is nothing of the kind */
    static RuleClasses of(byte[] bytes) throws IOException {
        SortedMap<String, byte[]> byName = new TreeMap<>();
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            int count = within(in.readInt(), MOST_CLASSES);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                byName.put(name, in.readNBytes(within(in.readInt(), MOST_BYTES_OF_ONE)));
            }
        }
        return new RuleClasses(byName);
    }

    private static int within(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("a number is out of range");
        }
        return number;
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(byName.size());
            for (var entry : byName.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Loads them, beside the classes of this process.
     *
     * @return the executable model, by rule id
     * @throws ReflectiveOperationException or {@link LinkageError} if they do not fit this process
     */
    Map<String, Rule> load() throws ReflectiveOperationException {
        var loader = new Loader(byName);
        Map<String, Rule> rules = new HashMap<>();
        for (String name : byName.keySet()) {
            Class<?> type = loader.loadClass(name);
            if (Model.class.isAssignableFrom(type)) {
                Model model = (Model) type.getDeclaredConstructor().newInstance();
                model.getRules().forEach(rule -> rules.put(rule.getName(), rule));
            }
        }
        return rules;
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> byName;

        Loader(Map<String, byte[]> byName) {
            super(RuleClasses.class.getClassLoader());
            this.byName = byName;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte @Nullable [] bytes = byName.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
