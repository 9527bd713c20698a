/**
 * Asks an application that has just started for some of its pages before anybody else may: those
 * that it names itself, and those that were asked for most. So the first visitors of a new
 * generation do not wait for what happens only once. Doors: {@link
 * io.culvert.container.warmup.WarmUp} does it, {@link io.culvert.container.warmup.WarmUpPolicy}
 * says how much.
 *
 * <p>Threads: the requests run one after the other on a thread of their own, which an application
 * may keep for ever; whoever waits for them gives up after a time.
 */
@NullMarked
package io.culvert.container.warmup;

import org.jspecify.annotations.NullMarked;
