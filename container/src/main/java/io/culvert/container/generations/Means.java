package io.culvert.container.generations;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every application is brought about with.
 *
 * @param closed whether nothing is to be started any more
 */
record Means(
    Starter starter, Shelf shelf, Policy policy, InstantSource clock, AtomicBoolean closed) {}
