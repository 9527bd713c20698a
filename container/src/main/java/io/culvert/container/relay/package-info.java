/**
 * Passes requests on to the nodes that keep their sessions, one hop over FastCGI, where nodes share
 * no store. Doors: {@link io.culvert.container.relay.Relay}, {@link
 * io.culvert.container.relay.NodeAddress}.
 *
 * <p><b>One hop.</b> A request that is passed on carries {@code RELAYED_BY_NODE}, and whoever finds
 * it there serves the request himself. No client can send it: what comes from clients is named
 * {@code HTTP_*} by every front end (RFC 3875 §4.1.18). So nodes can't send a request round in
 * circles, and those that wait for each other are bounded.
 *
 * <p><b>Thread rule.</b> {@code Relay.lead} and all of {@code RemoteNode} may be called by any
 * thread. A {@code Hop} belongs to a virtual thread of its own, on which it waits; its client's
 * going cuts it from another one.
 */
@NullMarked
package io.culvert.container.relay;

import org.jspecify.annotations.NullMarked;
