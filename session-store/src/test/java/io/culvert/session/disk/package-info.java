@NullMarked
package io.culvert.session.disk;

import org.jspecify.annotations.NullMarked;
