package io.culvert.container.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and for whom JMX is spoken over the network.
 *
 * @param listen registry and connector share this address
 * @param passwords users and their passwords, as Java's own agent keeps them
 * @param access what each of them may do
 * @param tls properties that name the key store; without it everything is sent in the clear
 */
public record RemoteJmx(
    InetSocketAddress listen, Path passwords, Path access, Optional<Path> tls) {}
