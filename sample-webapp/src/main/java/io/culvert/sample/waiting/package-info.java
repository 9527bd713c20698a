/**
 * Ways to wait: on the request thread, asynchronously, without ever blocking, and while a stream of
 * events goes out. {@link io.culvert.sample.waiting.Background} holds the one timer thread and
 * counts who waits, so that visitors can hold only so many places at once; it is the only object
 * here that threads share.
 */
@NullMarked
package io.culvert.sample.waiting;

import org.jspecify.annotations.NullMarked;
