/**
 * Jakarta Server Pages 4.0, by Apache Jasper: tells the servlet engine of one application which
 * requests are for pages, where its tag libraries are and where compiled pages go. Doors: {@link
 * io.culvert.container.deploy.jsp.JspSupport} and {@link
 * io.culvert.container.deploy.jsp.JspApplication}. Deploying threads come one at a time per
 * application; what is left behind in the servlet engine is used by all request threads.
 */
@NullMarked
package io.culvert.container.deploy.jsp;

import org.jspecify.annotations.NullMarked;
