/**
 * What the operator configured, as small immutable records. One table, {@link
 * io.culvert.container.config.Settings}, names every setting once: its key in {@code culvert.toml},
 * its environment variable, its option of the command line, its default and its explanation all
 * follow from there. Command line beats environment beats file beats default, setting by setting,
 * and whatever is wrong in any of them is reported at once. Doors: {@link
 * io.culvert.container.config.ConfigLoader}, {@link io.culvert.container.config.ServerConfig},
 * {@link io.culvert.container.config.Settings}. Everything is immutable; loading happens on the
 * caller's thread.
 */
@NullMarked
package io.culvert.container.config;

import org.jspecify.annotations.NullMarked;
