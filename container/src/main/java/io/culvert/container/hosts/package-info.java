/**
 * Which application answers a request: an immutable table by host, port and context path, swapped
 * as a whole when applications come and go, and the handler that consults it. Doors: {@link
 * io.culvert.container.hosts.HostRouter}, {@link io.culvert.container.hosts.HostTable} and what it
 * is made of, {@link io.culvert.container.hosts.Mount} and {@link
 * io.culvert.container.hosts.HostNames}. The table may be read from any thread without a lock; a
 * request keeps the table it began with.
 */
@NullMarked
package io.culvert.container.hosts;

import org.jspecify.annotations.NullMarked;
