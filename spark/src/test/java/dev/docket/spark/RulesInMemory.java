package dev.docket.spark;

import dev.docket.digest.Digest;
import dev.docket.rules.CompiledRuleCache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles the few rules of these tests once for a process. */
final class RulesInMemory implements CompiledRuleCache {
    private final Map<Digest, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> find(Digest source) {
        return Optional.ofNullable(kept.get(source));
    }

    @Override
    public void keep(Digest source, byte[] classes) {
        kept.put(source, classes);
    }
}
