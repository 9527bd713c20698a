/**
 * The application measured in "Understanding FastCGI Application Performance" (Mark R. Brown,
 * 1996): check a password, fetch the user's attributes from a database, put them into a file of
 * 3,000 bytes. {@link io.culvert.sample.paper.PaperApplication} serves it in four ways ({@link
 * io.culvert.sample.paper.Cell}), so that the price of a database connection and the worth of a
 * cache can be seen. It is shared by all request threads.
 */
@NullMarked
package io.culvert.sample.paper;

import org.jspecify.annotations.NullMarked;
