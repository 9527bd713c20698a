/**
 * What is told about a run: the machine, the versions, the table. The door is\n * {@link
 * io.culvert.bench.report.Report}; for one thread at a time.
 */
@NullMarked
package io.culvert.bench.report;

import org.jspecify.annotations.NullMarked;
