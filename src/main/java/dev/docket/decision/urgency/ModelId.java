package dev.docket.decision.urgency;

/** Names a trained model: its name, its version and the digest of its files. */
public record ModelId(String name, String version, String digest) {}
