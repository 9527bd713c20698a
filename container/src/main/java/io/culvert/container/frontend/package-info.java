/**
 * What front ends have to be told: complete, commented configurations that follow from the server's
 * own, each in the language of its front end. Doors: {@link
 * io.culvert.container.frontend.FrontendPlan}, {@link io.culvert.container.frontend.FrontEnd}.
 * Everything is pure; only the plan looks at the folders of exploded WARs.
 */
@NullMarked
package io.culvert.container.frontend;

import org.jspecify.annotations.NullMarked;
