package io.culvert.container.deploy;

import java.util.List;
import org.jboss.jandex.Index;

/**
 * The classes and jars of an application.
 *
 * @param classes the index of {@code WEB-INF/classes}
 * @param jars the jars of {@code WEB-INF/lib}, by file name
 * @param remarks what is to be said about them
 */
record Inventory(Index classes, List<LibraryJar> jars, List<String> remarks) {}
