package io.culvert.bench.server;

import io.culvert.bench.process.Child;
import java.net.URI;
import java.nio.file.Path;

/**
 * A server that runs, and the way to it through nginx.
 *
 * @param peer what it is
 * @param process what its processor time is counted of
 * @param target what is asked for, through nginx
 * @param script what wrk is told
 */
public record Lane(Peer peer, Child process, URI target, Path script) {}
