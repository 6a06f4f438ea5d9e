package dev.docket.decision.id;

import dev.docket.digest.Digest;

/**
 * The identity of a bundle.
 *
 * @param digest of its manifest
 */
public record BundleId(String name, String version, Digest digest) {}
