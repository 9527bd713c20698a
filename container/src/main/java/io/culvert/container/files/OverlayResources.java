package io.culvert.container.files;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceChangeListener;
import io.undertow.server.handlers.resource.ResourceManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several folders that look like one: a path is served from the first folder that has it, and a
 * directory lists what all of them have. No symbolic link is followed, neither out of a folder nor
 * within it.
 */
public final class OverlayResources implements ResourceManager {
  /** From this size on Undertow lets the file channel do the copying. */
  private static final long TRANSFER_MIN_BYTES = 1024;

  private final List<ResourceManager> layers;

  /**
   * Lays folders over each other.
   *
   * @param folders the first one wins; each must exist
   */
  public OverlayResources(List<Path> folders) {
    List<ResourceManager> managers = new ArrayList<>();
    for (Path folder : folders) {
      managers.add(
          PathResourceManager.builder()
              .setBase(folder)
              .setTransferMinSize(TRANSFER_MIN_BYTES)
              .setCaseSensitive(true)
              .setFollowLinks(false)
              .setETagFunction(new FileTag())
              .build());
    }
    this.layers = List.copyOf(managers);
  }

  @Override
  @SuppressWarnings("NullAway") // Undertow's interface says "not found" with null
  public @Nullable Resource getResource(String path) throws IOException {
    if (path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
      return null;
    }
    List<Resource> directories = new ArrayList<>();
    for (ResourceManager layer : layers) {
      Resource found = layer.getResource(path);
      if (found != null && !found.isDirectory() && directories.isEmpty()) {
        return found;
      }
      if (found != null && found.isDirectory()) {
        directories.add(found);
      }
    }
    return switch (directories.size()) {
      case 0 -> null;
      case 1 -> directories.getFirst();
      default -> new OverlayDirectory(directories);
    };
  }

  @Override
  public boolean isResourceChangeListenerSupported() {
    return false;
  }

  @Override
  public void registerResourceChangeListener(ResourceChangeListener listener) {
    throw new UnsupportedOperationException("files are looked up anew for each request");
  }

  @Override
  public void removeResourceChangeListener(ResourceChangeListener listener) {
    throw new UnsupportedOperationException("files are looked up anew for each request");
  }

  @Override
  public void close() throws IOException {
    for (ResourceManager layer : layers) {
      layer.close();
    }
  }
}
