/**
 * The running server as MXBeans, for JConsole and every other client of Java Management Extensions.
 * Doors: {@link io.culvert.container.jmx.MBeans}, which puts beans on a server of beans and takes
 * them off again; {@link io.culvert.container.jmx.ServerBean}, {@link
 * io.culvert.container.jmx.ConnectorBeans}, {@link io.culvert.container.jmx.ApplicationBeans} and
 * {@link io.culvert.container.jmx.DataSourceBeans}, which do so for the server, its connector, its
 * applications and their pools of database connections, and {@link
 * io.culvert.container.jmx.CacheBean} for its build cache. Values are of open types only, so a
 * client needs none of these classes; nothing here holds a class of an application.
 *
 * <p>Thread rule: beans are read by any thread, and reading waits for no request and no loop. What
 * is said of the build cache is read from its folder.
 */
@NullMarked
package io.culvert.container.jmx;

import org.jspecify.annotations.NullMarked;
