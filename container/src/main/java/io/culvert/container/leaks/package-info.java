/**
 * Finds what keeps the class loader of an application that has ended in memory, and with it every
 * class of the application and all they hold. Doors: {@link io.culvert.container.leaks.Leaks} names
 * the culprits, {@link io.culvert.container.leaks.Release} lets go of what can be let go of without
 * harm, {@link io.culvert.container.leaks.LibraryThreads} keeps the server's own libraries from
 * being a culprit. Nothing here keeps a loader itself. Any thread; threads of others are only
 * looked at.
 */
@NullMarked
package io.culvert.container.leaks;

import org.jspecify.annotations.NullMarked;
