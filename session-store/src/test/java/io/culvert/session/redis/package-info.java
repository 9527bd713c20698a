@NullMarked
package io.culvert.session.redis;

import org.jspecify.annotations.NullMarked;
