/**
 * Stand-ins for classes of other servlet containers that applications name in their descriptors.
 * Door: {@link io.culvert.container.compat.TomcatFilters}. The filters are used by all request
 * threads and immutable after {@code init}.
 */
@NullMarked
package io.culvert.container.compat;

import org.jspecify.annotations.NullMarked;
