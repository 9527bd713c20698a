package io.culvert.container.deploy;

import java.util.List;
import org.jboss.jandex.Index;

/**
 * An exploded WAR whose classes are known and can be loaded.
 *
 * @param exploded the folder
 * @param loader loads the application's classes; closed when the application is undeployed
 * @param classes the index of {@code WEB-INF/classes}
 * @param jars the jars of {@code WEB-INF/lib}, by file name
 */
record Scanned(Exploded exploded, AppClassLoader loader, Index classes, List<LibraryJar> jars) {}
