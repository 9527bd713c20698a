/**
 * Event loops whose thread can be replaced while it is at work. Doors: {@link
 * io.culvert.connector.loop.LoopGroup}.
 *
 * <p>Thread rule: a loop's state belongs to the holder of its {@link
 * io.culvert.connector.loop.Baton}. A request is served right on the holder's thread, with the
 * baton laid down meanwhile; if that takes long, another thread picks it up and goes on with the
 * loop. Who holds a baton never blocks.
 */
@NullMarked
package io.culvert.connector.loop;

import org.jspecify.annotations.NullMarked;
