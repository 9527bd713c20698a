/**
 * The running server as MXBeans, for JConsole and every other client of Java Management Extensions.
 * Doors: {@link io.culvert.container.jmx.MBeans}, which puts beans on a server of beans and takes
 * them off again, and {@link io.culvert.container.jmx.ConnectorBeans}, which does so for the
 * connector.
 *
 * <p>Thread rule: beans are read by any thread, and reading waits for no request and no loop.
 */
@NullMarked
package io.culvert.container.jmx;

import org.jspecify.annotations.NullMarked;
