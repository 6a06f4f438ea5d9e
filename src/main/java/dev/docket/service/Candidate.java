package dev.docket.service;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.LoadedBundle;

/**
 * A bundle that would become active.
 *
 * @param folder where it was read
 */
public record Candidate(BundleFolder folder, LoadedBundle loaded) {}
