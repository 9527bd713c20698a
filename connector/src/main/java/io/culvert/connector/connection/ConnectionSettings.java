package io.culvert.connector.connection;

/**
 * What all connections of a server share.
 *
 * @param limits how much front ends may ask for
 * @param timeouts how long they may take
 * @param admission counts the running requests
 * @param buffers for output
 * @param events hears what happens
 */
public record ConnectionSettings(
    Limits limits,
    Timeouts timeouts,
    Admission admission,
    BufferPool buffers,
    ConnectionEvents events) {}
