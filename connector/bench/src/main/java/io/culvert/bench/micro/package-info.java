/**
 * Parts of one request by themselves, measured by JMH: nanoseconds, and bytes of memory allocated.
 * The door is {@link io.culvert.bench.micro.MicroRun}; JMH runs the benchmarks in processes of
 * their own, each on one thread.
 */
@NullMarked
package io.culvert.bench.micro;

import org.jspecify.annotations.NullMarked;
