package io.culvert.container.attach;

/**
 * A process that runs a server.
 *
 * @param pid its number
 * @param user who runs it; empty where the operating system does not say
 * @param reachable whether it would let this user in
 */
public record ServerProcess(long pid, String user, boolean reachable) {}
