package io.culvert.container.buildcache;

/**
 * What collecting has brought.
 *
 * @param entries how many things were removed
 * @param bytes the space they had taken; what applications that still run have links to is free
 *     only when they end
 * @param kept how many things are left
 */
public record Collected(int entries, long bytes, int kept) {}
