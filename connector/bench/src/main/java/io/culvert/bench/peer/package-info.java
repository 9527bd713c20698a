/**
 * What runs in the peers' own JVMs: an embedded Tomcat and an embedded Jetty, each with its own
 * main.\n * They end when their standard input does, so that none outlives the run. One main thread
 * each.
 */
@NullMarked
package io.culvert.bench.peer;

import org.jspecify.annotations.NullMarked;
