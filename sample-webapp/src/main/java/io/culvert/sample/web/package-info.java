/**
 * What every page uses: escaping ({@link io.culvert.sample.web.Html}), parameters with bounds
 * ({@link io.culvert.sample.web.LongParameter}), and results as named facts that are shown as a
 * page to a browser and as plain text to everything else ({@link io.culvert.sample.web.FactSheet}).
 * All of it is immutable and free of threads.
 */
@NullMarked
package io.culvert.sample.web;

import org.jspecify.annotations.NullMarked;
