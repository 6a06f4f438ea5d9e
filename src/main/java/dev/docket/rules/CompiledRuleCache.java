package dev.docket.rules;

import dev.docket.digest.Digest;
import java.util.Optional;

/**
 * Keeps what Drools and the compiler made of rules: compiling the shipped ones costs most of a start. What it gives back runs
 * as code, so an implementation must know it for its own.
 */
public interface CompiledRuleCache {
    /** Keeps nothing. */
    CompiledRuleCache NONE = new CompiledRuleCache() {
        @Override
        public Optional<byte[]> find(Digest source) {
            return Optional.empty();
        }

        @Override
        public void keep(Digest source, byte[] classes) {}
    };

    /**
     * What was kept for rules, or nothing if there is none, it is damaged, or it is somebody else's.
     *
     * @param source the digest of what is compiled
     */
    Optional<byte[]> find(Digest source);

    /** Keeps what was compiled, if it can. Never fails: rules can always be compiled anew. */
    void keep(Digest source, byte[] classes);
}
