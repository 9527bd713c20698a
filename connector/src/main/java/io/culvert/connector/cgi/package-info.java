/**
 * The environment of a request as typed, validated HTTP (RFC 3875, RFC 9110), and the head of its
 * response as a CGI document. {@link CgiRequestParser} turns name-value pairs into a {@link
 * CgiRequest} or a {@link CgiRejection}; {@link RequestPath} is the canonical form of a path and
 * also serves requests that came another way; {@link CgiResponseHead} and {@link PlainError} write
 * what goes back. Everything a client can influence is checked here, so that nothing behind has to.
 * Knows neither sockets nor Undertow. Values are immutable; one parser serves all threads.
 */
@NullMarked
package io.culvert.connector.cgi;

import org.jspecify.annotations.NullMarked;
