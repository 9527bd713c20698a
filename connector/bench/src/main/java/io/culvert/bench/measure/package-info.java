/**
 * One measured window: load from wrk, processor time and memory from /proc, and the median of
 * several.\n * Doors: {@link io.culvert.bench.measure.Window}, {@link
 * io.culvert.bench.measure.Results}. For one\n * thread at a time.
 */
@NullMarked
package io.culvert.bench.measure;

import org.jspecify.annotations.NullMarked;
