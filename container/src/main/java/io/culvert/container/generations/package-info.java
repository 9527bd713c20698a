/**
 * The applications that run, and how one generation of an application is followed by the next. What
 * is wanted (the {@code webapps} folders, the configuration, what operators ask for) is compared
 * with what runs; where they differ a new generation is started beside the old one, takes over in
 * one step, and the old one ends when its requests have ended. Doors: {@link
 * io.culvert.container.generations.LiveApplications} does it all, {@link
 * io.culvert.container.generations.Policy} says how patiently, {@link
 * io.culvert.container.generations.LiveNeighbours} introduces applications to each other.
 *
 * <p>Threads: one compares, one for each application brings about what is wanted there, and each
 * start and each end of a generation has a thread of its own, because an application may never
 * return from it. Requests meet only {@code Gate}, {@code Lineup} and {@code Generation}, which
 * take no lock.
 */
@NullMarked
package io.culvert.container.generations;

import org.jspecify.annotations.NullMarked;
