package io.culvert.container.deploy.jsp;

import io.culvert.container.buildcache.Builds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * What the pages of an application need to know of it.
 *
 * @param descriptor the merged descriptor: {@code jsp-config} and servlet mappings
 * @param libraries the file names of the jars in {@code WEB-INF/lib} that have tag library
 *     descriptors, in the order they are searched
 * @param classPath {@code WEB-INF/classes} and the jars, in the order they are searched
 * @param scratchFolder where pages are compiled to; made when it is missing
 * @param content the digest of all its files, if they cannot change
 * @param editable whether pages may change while the application runs: then each is looked at again
 *     when it is requested, at most once a second
 * @param builds where compiled pages are kept
 */
public record JspApplication(
    WebMetaData descriptor,
    List<String> libraries,
    List<Path> classPath,
    Path scratchFolder,
    Optional<String> content,
    boolean editable,
    Builds builds) {
  public JspApplication {
    libraries = List.copyOf(libraries);
    classPath = List.copyOf(classPath);
  }
}
