package io.culvert.container.deploy;

import java.util.List;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * An application whose descriptor, fragments and annotations are merged into one descriptor.
 *
 * @param scanned where its classes are
 * @param descriptor {@code web.xml}, the fragments in order, and the annotations, merged by Servlet
 *     6.1 §8.2.3
 * @param orderedJars the jars that take part, in fragment order (§8.2.2); their {@code
 *     META-INF/resources} are served in this order
 * @param silentJars those of them whose fragment says that their annotations do not count (§8.1)
 * @param initializers the initializers to run, in order
 */
record Described(
    Scanned scanned,
    WebMetaData descriptor,
    List<LibraryJar> orderedJars,
    List<LibraryJar> silentJars,
    List<Initializer> initializers) {}
