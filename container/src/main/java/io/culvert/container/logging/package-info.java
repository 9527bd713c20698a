/**
 * What goes to the log of what happens on connections, and how a log line looks. Doors: {@link
 * io.culvert.container.logging.EventLog} and, for {@code conf/logging.properties}, {@link
 * io.culvert.container.logging.LineFormatter}.
 *
 * <p>Thread rule: any thread.
 */
@NullMarked
package io.culvert.container.logging;

import org.jspecify.annotations.NullMarked;
