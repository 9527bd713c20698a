/**
 * Where JNDI looks for who understands names that begin with {@code java:}. Package and class have
 * the names that {@link javax.naming.spi.NamingManager#getURLContext} makes up of the scheme;
 * {@code jndi.properties} tells it the package above. Applications can load this one package of the
 * server, because JNDI asks their loaders for it. Threads: any.
 */
@NullMarked
package io.culvert.container.naming.java;

import org.jspecify.annotations.NullMarked;
