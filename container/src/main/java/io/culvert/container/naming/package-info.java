/**
 * The names of one application: what {@code java:comp}, {@code java:module}, {@code java:app} and
 * {@code java:global} mean to it, as JNDI (Jakarta EE 11 Platform §5.2) lets it be asked.
 *
 * <p>Doors: {@link io.culvert.container.naming.NameSpace} is filled by whoever deploys the
 * application, {@link io.culvert.container.naming.NameSpaceHolder} marks the class loader it
 * belongs to. There is no list of applications: a lookup finds its application by the class loaders
 * of the thread that asks, so that a generation and its names go together.
 *
 * <p>Threads: any number may look up while one binds.
 */
@NullMarked
package io.culvert.container.naming;

import org.jspecify.annotations.NullMarked;
