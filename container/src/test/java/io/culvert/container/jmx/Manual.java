package io.culvert.container.jmx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;

/** What the documentation says of beans, and what they say of themselves. */
final class Manual {
  private static final Path FILE = Path.of("..", "docs", "operations.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z0-9]+)(\\([^)]*\\))?` \\| ([^|]*) \\|.*");

  private Manual() {}

  /** The rows of the tables whose second column names this bean. */
  static Set<String> documented(String bean) throws IOException {
    return Files.readAllLines(FILE).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches() && Set.of(row.group(3).split(", ")).contains(bean))
        .map(row -> row.group(1) + (row.group(2) == null ? "" : row.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Attributes by their names, operations with the names of what they take. */
  static Set<String> features(MBeanInfo info) {
    return Stream.concat(
            Arrays.stream(info.getAttributes()).map(MBeanFeatureInfo::getName),
            Arrays.stream(info.getOperations())
                .map(
                    operation ->
                        Arrays.stream(operation.getSignature())
                            .map(MBeanFeatureInfo::getName)
                            .collect(Collectors.joining(", ", operation.getName() + "(", ")"))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Everything that has a description which is not a whole sentence. */
  static Collection<String> unexplained(MBeanInfo info) {
    return Stream.of(info.getAttributes(), info.getOperations())
        .flatMap(Arrays::stream)
        .filter(feature -> !feature.getDescription().endsWith("."))
        .map(MBeanFeatureInfo::getName)
        .toList();
  }
}
