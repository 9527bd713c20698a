package io.culvert.container.deploy.jsp;

import io.culvert.container.buildcache.Sha256;
import jakarta.servlet.ServletContext;
import jakarta.servlet.descriptor.JspConfigDescriptor;
import jakarta.servlet.descriptor.JspPropertyGroupDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jasper.Constants;
import org.jspecify.annotations.Nullable;

/** What all pages of an application depend on beside their own files, as text to compare. */
final class ApplicationDigest {
  private static final String TAG_PLUGINS = "/WEB-INF/tagPlugins.xml";

  private final Supplier<String> classPath;
  private final String others;

  /**
   * Reads all but the class path.
   *
   * @throws IOException if something cannot be read
   */
  ApplicationDigest(ServletContext context, PageBasis basis) throws IOException {
    this.classPath = basis.classPath();
    this.others =
        Stream.of(
                context.getEffectiveMajorVersion(),
                context.getEffectiveMinorVersion(),
                context.getInitParameter(Constants.XML_BLOCK_EXTERNAL_INIT_PARAM),
                context.getInitParameter(Constants.XML_VALIDATION_TLD_INIT_PARAM),
                text(context.getJspConfigDescriptor()),
                tagPlugins(context),
                basis.libraries())
            .map(String::valueOf)
            .collect(Collectors.joining("\n"));
  }

  private static String tagPlugins(ServletContext context) throws IOException {
    try (InputStream content = context.getResourceAsStream(TAG_PLUGINS)) {
      return content == null ? "" : Sha256.of(content.readAllBytes());
    }
  }

  private static String text(@Nullable JspConfigDescriptor config) {
    return config == null
        ? ""
        : config.getJspPropertyGroups().stream()
            .map(ApplicationDigest::text)
            .collect(Collectors.joining("\n"));
  }

  private static String text(JspPropertyGroupDescriptor group) {
    return Stream.of(
            group.getUrlPatterns(),
            group.getElIgnored(),
            group.getErrorOnELNotFound(),
            group.getPageEncoding(),
            group.getScriptingInvalid(),
            group.getIsXml(),
            group.getIncludePreludes(),
            group.getIncludeCodas(),
            group.getDeferredSyntaxAllowedAsLiteral(),
            group.getTrimDirectiveWhitespaces(),
            group.getDefaultContentType(),
            group.getBuffer(),
            group.getErrorOnUndeclaredNamespace())
        .map(String::valueOf)
        .collect(Collectors.joining("|"));
  }

  /** As it is now. */
  String get() {
    return others + "\n" + classPath.get();
  }
}
