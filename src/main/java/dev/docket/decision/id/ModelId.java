package dev.docket.decision.id;

import dev.docket.digest.Digest;

/** Names a trained model: its name, its version and the digest of its files. */
public record ModelId(String name, String version, Digest digest) {}
