/**
 * Which applications the operator wants: the names that WARs carry in a {@code webapps} folder, the
 * one-line syntax of the command line, and the list that follows from both. Doors: {@link
 * io.culvert.container.apps.AppSyntax}, {@link io.culvert.container.apps.DesiredApps}, {@link
 * io.culvert.container.apps.VirtualHost}. Everything here is immutable or pure and may be used from
 * any thread; only {@code DesiredApps} reads the file system.
 */
@NullMarked
package io.culvert.container.apps;

import org.jspecify.annotations.NullMarked;
