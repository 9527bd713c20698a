/** What holds for the store in memory beyond the contract. */
@NullMarked
package io.culvert.session.heap;

import org.jspecify.annotations.NullMarked;
