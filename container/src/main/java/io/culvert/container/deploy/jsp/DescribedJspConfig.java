package io.culvert.container.deploy.jsp;

import jakarta.servlet.descriptor.JspConfigDescriptor;
import jakarta.servlet.descriptor.JspPropertyGroupDescriptor;
import jakarta.servlet.descriptor.TaglibDescriptor;
import java.util.Collection;
import java.util.List;
import org.jboss.metadata.web.spec.JspConfigMetaData;
import org.jboss.metadata.web.spec.TaglibMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jsp-config} element (Servlet 6.1 §14.4) as the specification's own API shows it.
 *
 * @param config as it was parsed
 */
record DescribedJspConfig(JspConfigMetaData config) implements JspConfigDescriptor {
  @Override
  public Collection<TaglibDescriptor> getTaglibs() {
    return listOf(config.getTaglibs()).stream()
        .<TaglibDescriptor>map(DescribedTaglib::new)
        .toList();
  }

  @Override
  public Collection<JspPropertyGroupDescriptor> getJspPropertyGroups() {
    return listOf(config.getPropertyGroups()).stream()
        .<JspPropertyGroupDescriptor>map(DescribedPropertyGroup::new)
        .toList();
  }

  /** The parser leaves a list out where there is no element. */
  static <T> List<T> listOf(@Nullable List<T> parsed) {
    return parsed == null ? List.of() : parsed;
  }

  private record DescribedTaglib(TaglibMetaData taglib) implements TaglibDescriptor {
    @Override
    public String getTaglibURI() {
      return taglib.getTaglibUri();
    }

    @Override
    public String getTaglibLocation() {
      return taglib.getTaglibLocation();
    }
  }
}
