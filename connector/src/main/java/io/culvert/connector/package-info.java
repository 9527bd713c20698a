/**
 * The connector: a FastCGI server for an {@link io.culvert.connector.connection.Application}.
 * Doors: {@link io.culvert.connector.FcgiServer} and {@link io.culvert.connector.FcgiServerConfig}.
 * Safe to use from any thread.
 */
@NullMarked
package io.culvert.connector;

import org.jspecify.annotations.NullMarked;
