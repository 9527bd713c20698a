/**
 * Sessions in this JVM's memory, as the objects they are. The door is {@link
 * io.culvert.session.heap.HeapSessionStore}.
 *
 * <p>The state of a session is one immutable snapshot behind one atomic reference, so renaming,
 * saving, touching and ending are single compare-and-sets, and a session can't be written and
 * expired at once. What remains is housekeeping: who was used longest ago, whose time comes next.
 * That is kept in intrusive lists (unlinking costs nothing, nothing dead stays behind, however many
 * sessions a flood creates) under one lock, which a busy session takes about once a second and
 * never while it is read or written.
 *
 * <p><b>Thread rule.</b> Any number of threads; nothing blocks but for that lock, under which no
 * foreign code runs. There are no threads or timers here: somebody calls {@code expire}.
 */
@NullMarked
package io.culvert.session.heap;

import org.jspecify.annotations.NullMarked;
