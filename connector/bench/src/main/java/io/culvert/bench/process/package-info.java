/**
 * Processes that the run starts, and that none of them is left behind. The door is\n * {@link
 * io.culvert.bench.process.Children}; safe for use by the main thread and the shutdown hook.
 */
@NullMarked
package io.culvert.bench.process;

import org.jspecify.annotations.NullMarked;
