package io.culvert.container.deploy;

import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorReader;
import io.culvert.container.descriptor.DescriptorSource;
import io.culvert.container.descriptor.Fragment;
import io.culvert.container.descriptor.FragmentOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.metadata.web.spec.WebFragmentMetaData;
import org.jboss.metadata.web.spec.WebMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The jars of {@code WEB-INF/lib} with their fragments, in fragment order (Servlet 6.1 §8.2.2).
 *
 * @param included the jars that take part, in order
 * @param excluded the jars that an absolute ordering leaves out
 * @param fragments the {@code web-fragment.xml} of each jar that has one
 */
record LibraryOrder(
    List<LibraryJar> included,
    List<LibraryJar> excluded,
    Map<LibraryJar, WebFragmentMetaData> fragments) {

  static LibraryOrder of(Scanned scanned, WebMetaData webXml, DescriptorReader reader)
      throws DescriptorException {
    if (webXml.isMetadataComplete() && webXml.getAbsoluteOrdering() == null) {
      // fragments do not count at all then (§8.1), so neither do their wishes or their errors
      return new LibraryOrder(scanned.jars(), List.of(), Map.of());
    }
    Map<LibraryJar, WebFragmentMetaData> fragments = new HashMap<>();
    List<Fragment> members = new ArrayList<>();
    for (LibraryJar jar : scanned.jars()) {
      Optional<DescriptorSource> source = jar.fragment();
      if (source.isPresent()) {
        fragments.put(jar, reader.fragment(source.get()));
      }
      members.add(Fragment.of(jar.fileName(), fragments.get(jar)));
    }
    FragmentOrder order = new FragmentOrder(members);
    List<String> names =
        webXml.getAbsoluteOrdering() == null
            ? order.relative()
            : order.absolute(webXml.getAbsoluteOrdering());
    return split(scanned.jars(), names, fragments);
  }

  private static LibraryOrder split(
      List<LibraryJar> jars, List<String> names, Map<LibraryJar, WebFragmentMetaData> fragments) {
    Map<String, LibraryJar> byName = new HashMap<>();
    List<LibraryJar> excluded = new ArrayList<>();
    for (LibraryJar jar : jars) {
      byName.put(jar.fileName(), jar);
      if (!names.contains(jar.fileName())) {
        excluded.add(jar);
      }
    }
    List<LibraryJar> included = new ArrayList<>();
    for (String name : names) {
      LibraryJar jar = byName.get(name);
      if (jar != null) {
        included.add(jar);
      }
    }
    return new LibraryOrder(included, excluded, fragments);
  }

  @Nullable WebFragmentMetaData fragment(LibraryJar jar) {
    return fragments.get(jar);
  }

  /** Whether this jar's fragment says that its annotations do not count. */
  boolean isComplete(LibraryJar jar) {
    WebFragmentMetaData fragment = fragments.get(jar);
    return fragment != null && fragment.isMetadataComplete();
  }

  /** The jars that take part, but whose annotations do not. */
  List<LibraryJar> silent() {
    return included.stream().filter(this::isComplete).toList();
  }
}
