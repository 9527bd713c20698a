/** The pages a newcomer tries first. */
@NullMarked
package io.culvert.sample;

import org.jspecify.annotations.NullMarked;
