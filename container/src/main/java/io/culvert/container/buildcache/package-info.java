/**
 * What is built once and used again: unpacked WARs, what is known of their classes and jars, and
 * compiled pages, found by the digest of all that they were made from. It lives in a folder of its
 * own that any number of processes share, and nothing leaves it but for a {@link
 * io.culvert.container.buildcache.Removal} with a name; requests and sessions are none, and cannot
 * reach this package. Doors: {@link io.culvert.container.buildcache.BuildCache} to open it, {@link
 * io.culvert.container.buildcache.Builds} for those who build, {@link
 * io.culvert.container.buildcache.Tree} to delete folders. Safe for use by any thread; a thread
 * that asks for what is being built waits.
 */
@NullMarked
package io.culvert.container.buildcache;

import org.jspecify.annotations.NullMarked;
