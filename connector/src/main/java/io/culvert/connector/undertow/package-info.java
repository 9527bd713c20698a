/**
 * The bridge from FastCGI requests into Undertow's servlet engine: a request becomes an exchange
 * that runs on the very thread that brought it, and what the exchange writes becomes the response.
 * {@link UndertowApplication} is the door; {@link PathGuard} gives exchanges that came another way
 * the same canonical paths, and {@link ServletHooks} and {@link ServletAborts} tell servlets what
 * Undertow alone does not tell. {@link LocalRequest} is for what the server asks its own
 * applications. There is one {@code ServerConnection} for each request, so that nothing that is
 * kept with a connection can reach another client's request. An exchange is used by one thread at a
 * time, except that an abort may come from any.
 */
@NullMarked
package io.culvert.connector.undertow;

import org.jspecify.annotations.NullMarked;
