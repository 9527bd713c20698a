/**
 * The sample web application: small pages that show, one idea at a time, what a servlet container
 * has to do well. This package composes: the listener builds what several servlets share when the
 * application starts and takes it down when it ends, the filter adds the headers every answer
 * carries. Nothing here depends on the container it runs in. Servlets are called by many threads at
 * once and keep no state of their own.
 */
@NullMarked
package io.culvert.sample;

import org.jspecify.annotations.NullMarked;
