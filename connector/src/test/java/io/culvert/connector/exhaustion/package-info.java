/** A server whose applications take all of the heap, in a process of its own. */
@org.jspecify.annotations.NullMarked
package io.culvert.connector.exhaustion;
