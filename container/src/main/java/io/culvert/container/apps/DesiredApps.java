package io.culvert.container.apps;

import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The applications that shall run, each address once.
 *
 * @param specs what to deploy: first the configured ones, then those of the {@code webapps} folders
 * @param notes what was ignored on the way here, and why; one sentence each, for the operator
 */
public record DesiredApps(List<DeploymentSpec> specs, List<String> notes) {
  public DesiredApps {
    specs = List.copyOf(specs);
    notes = List.copyOf(notes);
  }

  /**
   * Looks into the folders and puts the list together. Of two applications at the same address the
   * one named first wins, except that a WAR wins over the folder beside it, which is what unpacking
   * it in place used to leave behind; the other one is noted.
   *
   * @param configured applications that were named one by one
   * @param folders {@code webapps} folders, the strongest first
   */
  public static DesiredApps of(List<DeploymentSpec> configured, List<Path> folders) {
    List<String> notes = new ArrayList<>();
    Map<String, DeploymentSpec> chosen = new LinkedHashMap<>();
    for (DeploymentSpec spec : configured) {
      choose(spec, chosen, notes);
    }
    for (Path folder : folders) {
      for (DeploymentSpec spec : new WebappsFolder(folder, notes::add).read()) {
        choose(spec, chosen, notes);
      }
    }
    return new DesiredApps(List.copyOf(chosen.values()), notes);
  }

  private static void choose(
      DeploymentSpec spec, Map<String, DeploymentSpec> chosen, List<String> notes) {
    DeploymentSpec first = chosen.putIfAbsent(spec.displayName(), spec);
    if (first == null) {
      return;
    }
    if (isFolderBesideItsWar(first, spec)) {
      chosen.put(spec.displayName(), spec);
      notes.add(ignored(first, spec));
    } else {
      notes.add(ignored(spec, first));
    }
  }

  private static boolean isFolderBesideItsWar(DeploymentSpec folder, DeploymentSpec war) {
    return Files.isDirectory(folder.war())
        && !Files.isDirectory(war.war())
        && folder.war().resolveSibling(war.war().getFileName()).equals(war.war());
  }

  private static String ignored(DeploymentSpec loser, DeploymentSpec winner) {
    return "%s: ignored, as %s is deployed at %s"
        .formatted(loser.war(), winner.war(), winner.displayName());
  }
}
