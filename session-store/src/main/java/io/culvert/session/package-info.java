/** Where sessions live. */
@NullMarked
package io.culvert.session;

import org.jspecify.annotations.NullMarked;
