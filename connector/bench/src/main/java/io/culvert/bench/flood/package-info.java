/**
 * A flood of requests without cookies beside regular users: what becomes of their sessions, of the
 * server's memory and of its speed. {@link io.culvert.bench.flood.Flood} runs one. Members have
 * virtual threads of their own; everything else runs in the thread of the caller.
 */
@NullMarked
package io.culvert.bench.flood;

import org.jspecify.annotations.NullMarked;
