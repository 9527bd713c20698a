/**
 * A page that calls its own server over HTTP, and by that deadlocks every server whose workers can
 * all be waiting for one another. Calls go to loopback addresses only, for visitors on loopback
 * only, and never recurse. {@link io.culvert.sample.selfcall.SelfCaller} is safe for any number of
 * threads.
 */
@NullMarked
package io.culvert.sample.selfcall;

import org.jspecify.annotations.NullMarked;
