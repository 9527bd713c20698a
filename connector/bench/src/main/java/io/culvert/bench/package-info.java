/**
 * The yardstick: starts Culvert and its peers behind one nginx and measures them side by side. The
 * door\n * is {@link io.culvert.bench.Bench#main}; everything runs on the main thread, save the
 * ending of the\n * started processes when the run is interrupted.
 */
@NullMarked
package io.culvert.bench;

import org.jspecify.annotations.NullMarked;
