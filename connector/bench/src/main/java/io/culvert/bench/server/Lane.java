package io.culvert.bench.server;

import io.culvert.bench.process.Child;
import java.net.URI;

/**
 * A server that runs, and the way to it through nginx.
 *
 * @param peer what it is
 * @param process what its processor time is counted of
 * @param target the hello page, through nginx
 */
public record Lane(Peer peer, Child process, URI target) {}
