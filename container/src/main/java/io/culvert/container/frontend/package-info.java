/**
 * What front ends have to be told: complete, commented configurations of nginx and lighttpd that
 * follow from the server's own. Doors: {@link io.culvert.container.frontend.FrontendPlan}, {@link
 * io.culvert.container.frontend.NginxConfiguration}, {@link
 * io.culvert.container.frontend.LighttpdConfiguration}. Everything is pure; only the plan looks at
 * the folders of exploded WARs.
 */
@NullMarked
package io.culvert.container.frontend;

import org.jspecify.annotations.NullMarked;
