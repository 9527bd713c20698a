package io.culvert.container.generations;

import java.time.InstantSource;

/** What every application is brought about with. */
record Means(Starter starter, Shelf shelf, Policy policy, InstantSource clock) {}
