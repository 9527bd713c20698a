package io.culvert.container.descriptor;

import java.util.ArrayList;
import java.util.List;

/** The {@code value} and {@code urlPatterns} of an annotation, of which only one may be used. */
final class UrlPatterns {
  private UrlPatterns() {}

  static List<String> of(AnnotationValues annotation, String where) throws DescriptorException {
    List<String> value = annotation.strings("value");
    List<String> patterns = annotation.strings("urlPatterns");
    if (!value.isEmpty() && !patterns.isEmpty()) {
      throw new DescriptorException(
          where,
          "@%s has both value and urlPatterns (Servlet 6.1 §8.1.1); use one of them"
              .formatted(annotation.annotation().name().withoutPackagePrefix()));
    }
    return new ArrayList<>(value.isEmpty() ? patterns : value);
  }
}
