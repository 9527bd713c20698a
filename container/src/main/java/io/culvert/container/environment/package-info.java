/**
 * What an application wants to be given: environment entries, references to resources, data sources
 * of its own, and the members of its objects these are to be put into (Servlet 6.1 §15.5, Jakarta
 * EE 11 Platform §5). It is read from the merged descriptor and from annotations, and found or
 * refused when the application is deployed.
 *
 * <p>Doors: {@link io.culvert.container.environment.Environment} is made for each generation and
 * fills its names, {@link io.culvert.container.environment.Injector} says what is done to the
 * objects of a class, {@link io.culvert.container.environment.Surroundings} is what it works from.
 *
 * <p>Threads: filled by the one that deploys; recipes are made and used by any.
 */
@NullMarked
package io.culvert.container.environment;

import org.jspecify.annotations.NullMarked;
