package io.culvert.connector.cgi;

/**
 * A request that must not reach an application.
 *
 * @param status the HTTP status to answer with
 * @param problem what is wrong and, where it is a matter of configuration, what to change; for the
 *     log only. Control characters that came from outside are escaped.
 * @param head whether the request's method is HEAD, so that the answer must have no content
 * @param <N> the counterpart of {@link CgiRequest}'s
 */
public record CgiRejection<N>(int status, String problem, boolean head) implements CgiOutcome<N> {}
