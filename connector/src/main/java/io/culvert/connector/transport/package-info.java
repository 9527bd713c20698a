/**
 * Listening sockets: where front ends connect. Doors: {@link
 * io.culvert.connector.transport.Endpoint}, {@link io.culvert.connector.transport.Listener}, {@link
 * io.culvert.connector.transport.Acceptor} with its {@link
 * io.culvert.connector.transport.Arrivals}, and {@link io.culvert.connector.transport.PeerFilter}.
 * One thread accepts for all listeners.
 */
@NullMarked
package io.culvert.connector.transport;

import org.jspecify.annotations.NullMarked;
