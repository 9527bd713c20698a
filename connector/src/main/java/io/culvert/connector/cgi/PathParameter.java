package io.culvert.connector.cgi;

/**
 * A parameter of a path segment, {@code ;name=value} (RFC 3986 §3.3).
 *
 * @param name decoded, may be empty
 * @param value decoded; empty if there is no {@code =}
 */
public record PathParameter(String name, String value) {}
