/**
 * What the FastCGI specification and the front ends ask of a server, case by case, over real
 * sockets: {@code docs/conformance.md} says which test here (or elsewhere) proves which promise.
 * {@link io.culvert.connector.conformance.GoldenInputs} is a catalogue of what front ends send, for
 * everybody who needs inputs.
 */
package io.culvert.connector.conformance;
