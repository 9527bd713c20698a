/**
 * What the server knows about a request, and what it does when one fails. No state, any number of
 * threads.
 */
@NullMarked
package io.culvert.sample.inspect;

import org.jspecify.annotations.NullMarked;
