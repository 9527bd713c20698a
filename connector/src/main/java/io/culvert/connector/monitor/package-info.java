/**
 * Counts what happens on connections, listener by listener, and how long requests take. Doors:
 * {@link io.culvert.connector.monitor.ServerMonitor} with one {@link
 * io.culvert.connector.monitor.ListenerMonitor} for each listener, and what they read: {@link
 * io.culvert.connector.monitor.Counts} and {@link io.culvert.connector.monitor.Latency}. {@link
 * io.culvert.connector.monitor.LatencyRecorder} is for whoever else wants to know how long things
 * take.
 *
 * <p>Thread rule: any thread counts and any thread reads. Counting takes no lock and makes no
 * object; reading takes no lock that a thread which counts could ever want.
 */
@NullMarked
package io.culvert.connector.monitor;

import org.jspecify.annotations.NullMarked;
