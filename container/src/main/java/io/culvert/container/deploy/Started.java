package io.culvert.container.deploy;

import io.undertow.server.HttpHandler;

/**
 * An application whose listeners, filters and start-up servlets run.
 *
 * @param handler answers its requests
 * @param engine stops it again
 */
record Started(HttpHandler handler, ServletEngine engine) {}
