/**
 * The smallest answers there are: a servlet that writes HTML and one that writes JSON. The third
 * hello is a JSP and needs no class. No state, any number of threads.
 */
@NullMarked
package io.culvert.sample.hello;

import org.jspecify.annotations.NullMarked;
