package io.culvert.connector.cgi;

/**
 * What the parameters of a request turned out to be.
 *
 * @param <N> how the caller represents header names
 */
public sealed interface CgiOutcome<N> permits CgiRequest, CgiRejection {}
