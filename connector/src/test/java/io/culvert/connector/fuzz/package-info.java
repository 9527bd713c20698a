/**
 * Inputs by the million, made from the golden ones by chance, kept when they led somewhere new, and
 * mutated further. All in memory and from one seed, so that a failure can be had again: {@code
 * -Dculvert.fuzz.seed=} and {@code -Dculvert.fuzz.inputs=}. Door: {@link
 * io.culvert.connector.fuzz.Mutator}, for those who play them over sockets.
 */
package io.culvert.connector.fuzz;
