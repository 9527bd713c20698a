/**
 * The static files of an application: where they are (the WAR's own first, then {@code
 * META-INF/resources} of its jars), and the servlet that sends them with conditional and range
 * requests (RFC 9110 §13 and §14). Doors: {@link io.culvert.container.files.StaticFiles}, {@link
 * io.culvert.container.files.OverlayResources}, {@link io.culvert.container.files.JarResources} and
 * {@link io.culvert.container.files.MimeTypes}. Everything is immutable after construction and used
 * by all request threads.
 */
@NullMarked
package io.culvert.container.files;

import org.jspecify.annotations.NullMarked;
