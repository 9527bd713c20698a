/**
 * Which applications the operator wants, and what can be asked of them: the names that WARs carry
 * in a {@code webapps} folder, the one-line syntax of the command line, the list that follows from
 * both, and the verbs of administration. Doors: {@link io.culvert.container.apps.AppSyntax}, {@link
 * io.culvert.container.apps.DesiredApps} and {@link io.culvert.container.apps.VirtualHost} for what
 * is wanted, {@link io.culvert.container.apps.Applications} with {@link
 * io.culvert.container.apps.AppName}, {@link io.culvert.container.apps.AppStatus} and {@link
 * io.culvert.container.apps.Outcome} for what runs. Everything here is immutable or pure and may be
 * used from any thread; only {@code DesiredApps} and {@code Deposit} touch the file system.
 */
@NullMarked
package io.culvert.container.apps;

import org.jspecify.annotations.NullMarked;
