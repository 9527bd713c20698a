/**
 * What the server itself answers where no application does. Door: {@link
 * io.culvert.container.answers.PlainAnswer}. Any thread that has the exchange.
 */
@NullMarked
package io.culvert.container.answers;

import org.jspecify.annotations.NullMarked;
