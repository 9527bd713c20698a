package io.culvert.connector;

import io.culvert.connector.connection.Trust;
import io.culvert.connector.transport.Endpoint;

/**
 * Where a server listens, and what it believes of those who come by there.
 *
 * @param endpoint the socket
 * @param trust for every request of its connections
 */
public record ListenAddress(Endpoint endpoint, Trust trust) {}
