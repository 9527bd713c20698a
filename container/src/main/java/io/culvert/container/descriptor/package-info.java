/**
 * What an application says of itself: {@code web.xml}, {@code web-fragment.xml} and annotations,
 * read, ordered and merged into one descriptor by the rules of Servlet 6.1 §8. Knows files and
 * Jandex indexes, but neither class loaders nor Undertow. Doors: {@link
 * io.culvert.container.descriptor.DescriptorReader}, {@link
 * io.culvert.container.descriptor.AnnotationReader}, {@link
 * io.culvert.container.descriptor.FragmentOrder} and {@link
 * io.culvert.container.descriptor.DescriptorMerge}. Everything here is confined to the thread that
 * deploys the application.
 */
@NullMarked
package io.culvert.container.descriptor;

import org.jspecify.annotations.NullMarked;
