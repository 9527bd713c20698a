package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.metadata.web.spec.ServletMappingMetaData;
import org.jboss.metadata.web.spec.WebMetaData;

/**
 * Decides which servlet gets a URL pattern that several claim: the one for which {@code web.xml}
 * says so (Servlet 6.1 §8.2.3); otherwise the deployment fails (§12.2).
 */
final class MappingRules {
  private final Set<String> decided;

  private MappingRules(Set<String> decided) {
    this.decided = decided;
  }

  /**
   * Notes the patterns of {@code web.xml} before anything is merged into it.
   *
   * @throws DescriptorException if {@code web.xml} itself gives one pattern to two servlets
   */
  static MappingRules of(WebMetaData webXml) throws DescriptorException {
    Map<String, String> owners = new HashMap<>();
    for (ServletMappingMetaData mapping : mappings(webXml)) {
      for (String pattern : patterns(mapping)) {
        String owner = owners.putIfAbsent(pattern, mapping.getServletName());
        if (owner != null && !owner.equals(mapping.getServletName())) {
          throw clash("WEB-INF/web.xml", owner, mapping.getServletName(), pattern);
        }
      }
    }
    return new MappingRules(owners.keySet());
  }

  /** Removes the claims that lost from the merged descriptor. */
  void apply(WebMetaData merged) throws DescriptorException {
    Map<String, String> owners = new HashMap<>();
    for (ServletMappingMetaData mapping : mappings(merged)) {
      List<String> kept = new ArrayList<>();
      for (String pattern : patterns(mapping)) {
        String owner = owners.putIfAbsent(pattern, mapping.getServletName());
        if (owner == null || owner.equals(mapping.getServletName())) {
          kept.add(pattern);
        } else if (!decided.contains(pattern)) {
          throw clash("annotations", owner, mapping.getServletName(), pattern);
        }
      }
      mapping.setUrlPatterns(kept);
    }
  }

  private static DescriptorException clash(
      String where, String first, String second, String pattern) {
    return new DescriptorException(
        where,
        "both servlet '%s' and servlet '%s' claim the URL pattern '%s'; give it to one of them in WEB-INF/web.xml"
            .formatted(first, second, pattern));
  }

  private static List<ServletMappingMetaData> mappings(WebMetaData descriptor) {
    return descriptor.getServletMappings() == null ? List.of() : descriptor.getServletMappings();
  }

  private static List<String> patterns(ServletMappingMetaData mapping) {
    return mapping.getUrlPatterns() == null ? List.of() : mapping.getUrlPatterns();
  }
}
