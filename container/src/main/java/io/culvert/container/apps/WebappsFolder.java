package io.culvert.container.apps;

import io.culvert.container.deploy.DeploymentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One {@code webapps} folder: its {@code .war} files and exploded WARs, and one level deeper those
 * of its virtual hosts. A folder is an exploded WAR if it holds {@code WEB-INF}; otherwise it is a
 * virtual host if it is named like one and holds at least one application.
 */
final class WebappsFolder {
  private final Path folder;
  private final Consumer<String> notes;

  WebappsFolder(Path folder, Consumer<String> notes) {
    this.folder = folder;
    this.notes = notes;
  }

  /** What the folder asks for now, in the order of the names; what it can't mean is noted. */
  List<DeploymentSpec> read() {
    if (!Files.isDirectory(folder)) {
      notes.accept(
          "%s: there is no such folder; no applications are taken from it".formatted(folder));
      return List.of();
    }
    List<DeploymentSpec> found = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (isApplication(entry)) {
        addApplication(VirtualHost.DEFAULT, entry, found);
      } else if (Files.isDirectory(entry)) {
        addHost(entry, found);
      }
    }
    return found;
  }

  private void addHost(Path entry, List<DeploymentSpec> found) {
    List<Path> applications = entries(entry).stream().filter(this::isApplication).toList();
    if (applications.isEmpty()) {
      notes.accept(
          "%s: ignored, as it holds neither WEB-INF nor, as a virtual host, applications"
              .formatted(entry));
      return;
    }
    try {
      VirtualHost host = VirtualHost.parse(entry.getFileName().toString());
      applications.forEach(application -> addApplication(host, application, found));
    } catch (IllegalArgumentException e) {
      notes.accept("%s: ignored: %s".formatted(entry, e.getMessage()));
    }
  }

  private void addApplication(VirtualHost host, Path entry, List<DeploymentSpec> found) {
    try {
      WebappName name = WebappName.parse(entry.getFileName().toString());
      found.add(new DeploymentSpec(host.toString(), name.contextPath(), name.version(), entry));
    } catch (IllegalArgumentException e) {
      notes.accept("%s: ignored, rename it: %s".formatted(entry, e.getMessage()));
    }
  }

  private boolean isApplication(Path entry) {
    return Files.isDirectory(entry)
        ? Files.isDirectory(entry.resolve("WEB-INF"))
        : WebappName.isWar(entry.getFileName().toString());
  }

  private List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      notes.accept("%s: can't be read: %s".formatted(directory, e));
      return List.of();
    }
  }
}
