/**
 * Pools of database connections, by name: those of the server, which all applications share, and
 * those that an application has defined for itself.
 *
 * <p>Doors: {@link io.culvert.container.datasource.DataSources} has them all and their numbers,
 * {@link io.culvert.container.datasource.PooledSource} is one, {@link
 * io.culvert.container.datasource.DataSourceConfig} says what the operator wants. Nothing is
 * connected until somebody asks for a connection, unless he wants it to be.
 *
 * <p>Threads: any. A pool has threads of its own, which belong to nobody's request and inherit
 * nothing of one.
 */
@NullMarked
package io.culvert.container.datasource;

import org.jspecify.annotations.NullMarked;
