/**
 * Applications that were made for {@code javax.servlet}, before the specifications moved to {@code
 * jakarta}: how they are told from others, and how they are rewritten. Doors: {@link
 * io.culvert.container.migration.Survey} says what a WAR is made for, {@link
 * io.culvert.container.migration.Migration} rewrites it. The names are replaced by Apache Tomcat's
 * migration tool; what is read, replaced and left alone is decided here. Nothing here keeps state
 * between two WARs; each is worked on by the thread that asks, jars by all processors.
 */
@NullMarked
package io.culvert.container.migration;

import org.jspecify.annotations.NullMarked;
