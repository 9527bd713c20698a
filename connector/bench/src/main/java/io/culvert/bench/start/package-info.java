/**
 * How long servers take to start with a large application: {@link io.culvert.bench.start.StartUp}
 * measures, {@link io.culvert.bench.start.BigWar} makes the application. Everything runs in the
 * thread of the caller.
 */
@NullMarked
package io.culvert.bench.start;

import org.jspecify.annotations.NullMarked;
