package io.culvert.container.hosts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The applications of one host by context path; the longest one that fits wins. */
final class PathTable {
  private final RegionTable<Mount> byPath;
  private final int longest;

  PathTable(Map<String, Mount> byPath) {
    this.byPath = new RegionTable<>(byPath, false);
    this.longest = byPath.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** The application whose context path is a prefix of the path, in whole segments. */
  @Nullable Mount find(String path) {
    Mount found = byPath.get(path, 0, 0);
    int end = Math.min(path.length(), longest);
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = byPath.hash(hash, path.charAt(i));
      boolean segmentEnds = i + 1 == path.length() || path.charAt(i + 1) == '/';
      if (segmentEnds) {
        Mount deeper = byPath.get(path, i + 1, hash);
        found = deeper == null ? found : deeper;
      }
    }
    return found;
  }
}
