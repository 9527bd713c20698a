package io.culvert.container.hosts;

import io.culvert.container.apps.VirtualHost;
import io.undertow.server.HttpHandler;

/**
 * An application at its address.
 *
 * @param host who must be asked
 * @param contextPath the empty string for the root, otherwise a path that begins with a slash and
 *     does not end in one
 * @param handler answers; it sees the path relative to the context path
 */
public record Mount(VirtualHost host, String contextPath, HttpHandler handler) {}
