/**
 * Reads configurations of nginx and lighttpd that somebody wrote and names what would hurt: a
 * tokenizer and a small model for each language, includes followed within bounds, and a list of
 * rules. Door: {@link io.culvert.container.frontend.check.FrontEndCheck}. Everything runs on the
 * caller's thread; files are only read.
 */
@NullMarked
package io.culvert.container.frontend.check;

import org.jspecify.annotations.NullMarked;
