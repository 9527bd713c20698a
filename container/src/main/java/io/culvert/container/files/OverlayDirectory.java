package io.culvert.container.files;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.Resource;
import io.undertow.util.ETag;
import io.undertow.util.MimeMappings;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A directory that several layers have: it is the first layer's, but lists the content of all. A
 * name that two layers have is listed once, from the first.
 */
@SuppressWarnings("NullAway") // Undertow's interface says "unknown" with null
final class OverlayDirectory implements Resource {
  private final List<Resource> layers;
  private final Resource first;

  OverlayDirectory(List<Resource> layers) {
    this.layers = List.copyOf(layers);
    this.first = layers.getFirst();
  }

  @Override
  public List<Resource> list() {
    Map<String, Resource> byName = new LinkedHashMap<>();
    for (Resource layer : layers) {
      for (Resource child : layer.list()) {
        byName.putIfAbsent(child.getName(), child);
      }
    }
    return new ArrayList<>(byName.values());
  }

  @Override
  public boolean isDirectory() {
    return true;
  }

  @Override
  public void serve(Sender sender, HttpServerExchange exchange, IoCallback completionCallback) {
    throw new IllegalStateException("a directory has no content to send");
  }

  @Override
  public String getPath() {
    return first.getPath();
  }

  @Override
  public String getName() {
    return first.getName();
  }

  @Override
  public Date getLastModified() {
    return first.getLastModified();
  }

  @Override
  public String getLastModifiedString() {
    return first.getLastModifiedString();
  }

  @Override
  public @Nullable ETag getETag() {
    return null;
  }

  @Override
  public @Nullable String getContentType(MimeMappings mimeMappings) {
    return null;
  }

  @Override
  public @Nullable Long getContentLength() {
    return null;
  }

  @Override
  public String getCacheKey() {
    return first.getCacheKey();
  }

  @Override
  public File getFile() {
    return first.getFile();
  }

  @Override
  public Path getFilePath() {
    return first.getFilePath();
  }

  @Override
  public File getResourceManagerRoot() {
    return first.getResourceManagerRoot();
  }

  @Override
  public Path getResourceManagerRootPath() {
    return first.getResourceManagerRootPath();
  }

  @Override
  public URL getUrl() {
    return first.getUrl();
  }
}
