package io.culvert.container.deploy.jsp;

import jakarta.servlet.descriptor.JspPropertyGroupDescriptor;
import java.util.Collection;
import org.jboss.metadata.web.spec.JspPropertyGroupMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A {@code jsp-property-group} element (Pages 4.0 §3.3). What it does not say is {@code null}, as
 * the API wants it.
 *
 * @param group as it was parsed
 */
record DescribedPropertyGroup(JspPropertyGroupMetaData group)
    implements JspPropertyGroupDescriptor {
  @Override
  public Collection<String> getUrlPatterns() {
    return DescribedJspConfig.listOf(group.getUrlPatterns());
  }

  @Override
  public @Nullable String getElIgnored() {
    return group.getElIgnored();
  }

  @Override
  public @Nullable String getErrorOnELNotFound() {
    return group.getErrorOnElNotFound();
  }

  @Override
  public @Nullable String getPageEncoding() {
    return group.getPageEncoding();
  }

  @Override
  public @Nullable String getScriptingInvalid() {
    return group.getScriptingInvalid();
  }

  @Override
  public @Nullable String getIsXml() {
    return group.getIsXml();
  }

  @Override
  public Collection<String> getIncludePreludes() {
    return DescribedJspConfig.listOf(group.getIncludePreludes());
  }

  @Override
  public Collection<String> getIncludeCodas() {
    return DescribedJspConfig.listOf(group.getIncludeCodas());
  }

  @Override
  public @Nullable String getDeferredSyntaxAllowedAsLiteral() {
    return group.getDeferredSyntaxAllowedAsLiteral();
  }

  @Override
  public @Nullable String getTrimDirectiveWhitespaces() {
    return group.getTrimDirectiveWhitespaces();
  }

  @Override
  public @Nullable String getDefaultContentType() {
    return group.getDefaultContentType();
  }

  @Override
  public @Nullable String getBuffer() {
    return group.getBuffer();
  }

  @Override
  public @Nullable String getErrorOnUndeclaredNamespace() {
    return group.getErrorOnUndeclaredNamespace();
  }
}
