/**
 * The other side of the wire: asks a FastCGI server what a front end would ask it. Doors: {@link
 * io.culvert.connector.client.FcgiClient}, {@link io.culvert.connector.client.ClientRequest},
 * {@link io.culvert.connector.client.ForwardedRequest}, {@link
 * io.culvert.connector.client.ClientResponse}. A client is one connection and one request at a
 * time, for one thread; only the request body is sent by a thread of its own, as the server may
 * answer before it has read all of it.
 */
@NullMarked
package io.culvert.connector.client;

import org.jspecify.annotations.NullMarked;
