package io.culvert.connector.loop;

/**
 * What requests hold now, each number read for itself.
 *
 * @param heldUp threads of loops that requests hold for so long that others had to go on with the
 *     loops
 * @param platform platform threads that serve slow requests
 * @param platformMax how many of those there may be
 * @param virtual virtual threads that serve slow requests
 */
public record ThreadUse(int heldUp, int platform, int platformMax, int virtual) {}
