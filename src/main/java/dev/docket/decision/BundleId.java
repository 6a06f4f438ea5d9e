package dev.docket.decision;

/**
 * The identity of a bundle.
 *
 * @param digest {@code sha256:} and the hex digest of its manifest
 */
public record BundleId(String name, String version, String digest) {}
