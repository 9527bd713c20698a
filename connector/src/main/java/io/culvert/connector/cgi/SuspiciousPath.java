package io.culvert.connector.cgi;

/**
 * A path that different programs could understand differently, so that a rule of the front end or a
 * security constraint could be bypassed with it. The answer is 400 (Servlet 6.1 §3.5.2).
 *
 * @param problem what is wrong, for the log; control characters are escaped
 */
public record SuspiciousPath(String problem) implements PathOutcome {}
