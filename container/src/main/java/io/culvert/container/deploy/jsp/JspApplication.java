package io.culvert.container.deploy.jsp;

import java.nio.file.Path;
import java.util.List;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * What the pages of an application need to know of it.
 *
 * @param descriptor the merged descriptor: {@code jsp-config} and servlet mappings
 * @param libraries the file names of the jars in {@code WEB-INF/lib}, which are searched for tag
 *     libraries in this order
 * @param scratchFolder where pages are compiled to; made when it is missing
 * @param editable whether pages may change while the application runs: then each is looked at again
 *     when it is requested, at most every few seconds
 */
public record JspApplication(
    WebMetaData descriptor, List<String> libraries, Path scratchFolder, boolean editable) {
  public JspApplication {
    libraries = List.copyOf(libraries);
  }
}
