/**
 * The server: wires every part of Culvert together, starts them in order and stops them in reverse.
 */
@NullMarked
package io.culvert.container;

import org.jspecify.annotations.NullMarked;
