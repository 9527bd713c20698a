/** Sessions as an application and its users see them, through Undertow's servlet engine. */
@NullMarked
package io.culvert.container.session;

import org.jspecify.annotations.NullMarked;
