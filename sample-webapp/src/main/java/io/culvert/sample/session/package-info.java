/**
 * One session, seen from all sides: started on purpose only, counted, given a new id, ended. The
 * state lives in the session; the servlet has none.
 */
@NullMarked
package io.culvert.sample.session;

import org.jspecify.annotations.NullMarked;
