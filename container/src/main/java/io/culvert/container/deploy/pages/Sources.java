package io.culvert.container.deploy.pages;

import io.culvert.container.buildcache.Sha256;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of an application that pages are made from, by their paths in it.
 *
 * @param context shows them
 */
record Sources(ServletContext context) {
  private static final String MISSING = "missing";

  /**
   * When a file was changed last, and its size; all -1 where it is missing.
   *
   * @param changed in milliseconds since 1970
   */
  record Stamp(long changed, long bytes) {
    private static final Stamp MISSING = new Stamp(-1, -1);
  }

  boolean has(String path) throws IOException {
    return context.getResource(path) != null;
  }

  /** The SHA-256 of a file, or that it is missing. */
  String digest(String path) throws IOException {
    URL url = context.getResource(path);
    if (url == null) {
      return MISSING;
    }
    try (InputStream content = url.openStream()) {
      return Sha256.of(content.readAllBytes());
    }
  }

  Map<String, Stamp> stamps(Collection<String> paths) throws IOException {
    Map<String, Stamp> stamps = new TreeMap<>();
    for (String path : paths) {
      stamps.put(path, stamp(path));
    }
    return stamps;
  }

  private Stamp stamp(String path) throws IOException {
    URL url = context.getResource(path);
    if (url == null) {
      return Stamp.MISSING;
    }
    URLConnection connection = url.openConnection();
    try (InputStream _ = connection.getInputStream()) {
      return new Stamp(connection.getLastModified(), connection.getContentLengthLong());
    }
  }
}
