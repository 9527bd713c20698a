/** FastCGI records as values, and values as FastCGI records. */
@NullMarked
package io.culvert.connector.wire;

import org.jspecify.annotations.NullMarked;
