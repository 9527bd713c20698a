/**
 * The servers under test and the one nginx in front of them. The door is\n * {@link
 * io.culvert.bench.server.TestBed}; for one thread at a time.
 */
@NullMarked
package io.culvert.bench.server;

import org.jspecify.annotations.NullMarked;
