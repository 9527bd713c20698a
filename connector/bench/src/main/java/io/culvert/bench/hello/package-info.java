/**
 * The one servlet that every servlet container under test serves, packed as a WAR for Culvert and
 * used\n * as a class by the embedded peers. Thread-safe as every servlet.
 */
@NullMarked
package io.culvert.bench.hello;

import org.jspecify.annotations.NullMarked;
