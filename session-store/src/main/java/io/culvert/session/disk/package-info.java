/**
 * Sessions in memory that are on disk as well. The door is {@link
 * io.culvert.session.disk.DiskSessionStore}.
 *
 * <p>What is true is in memory, in a {@link io.culvert.session.heap.HeapSessionStore}: no request
 * waits for the disk to read a session. On disk is a copy, one record for each session, in a file
 * of H2's MVStore, which after a crash is as it was at the last commit. A copy is renewed by {@code
 * flush}, which returns when it can't be lost any more; requests that flush at the same time share
 * one write to the disk.
 *
 * <p><b>Thread rule.</b> Any number of threads. {@code flush}, {@code delete} and {@code rename}
 * wait for the disk, {@code shutDown} for all that is left, nothing else. The file itself belongs
 * to one thread, which makes the changes of all others.
 */
@NullMarked
package io.culvert.session.disk;

import org.jspecify.annotations.NullMarked;
