package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.DesiredApps;
import io.culvert.container.deploy.DeploymentSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What shall run, read from the file system: which WARs there are, what is in each, and what is
 * remembered of it. One thread.
 */
final class Wishes {
  private final Shelf shelf;
  private final Map<Path, Watched> watched = new HashMap<>();
  private List<DeploymentSpec> last = List.of();

  Wishes(Shelf shelf) {
    this.shelf = shelf;
  }

  /**
   * Looks at everything.
   *
   * @param settled whose WARs are known to be complete, so that they count at once
   */
  Map<AppName, Wish> read(DesiredApps desired, Predicate<AppName> settled) {
    List<DeploymentSpec> specs = new ArrayList<>(desired.specs());
    specs.addAll(bridged(desired.specs(), settled));
    last = desired.specs();
    watched.keySet().retainAll(specs.stream().map(DeploymentSpec::war).toList());
    Map<AppName, List<DeploymentSpec>> byName = new LinkedHashMap<>();
    for (DeploymentSpec spec : specs) {
      byName.computeIfAbsent(AppName.of(spec), _ -> new ArrayList<>()).add(spec);
    }
    Map<AppName, Wish> wishes = new LinkedHashMap<>();
    byName.forEach((name, all) -> wishes.put(name, wish(all, settled.test(name))));
    return wishes;
  }

  /** Who replaces a WAR may delete it first: what is missing just once is taken to be there. */
  private Set<DeploymentSpec> bridged(List<DeploymentSpec> found, Predicate<AppName> settled) {
    Set<String> addresses =
        found.stream().map(DeploymentSpec::displayName).collect(Collectors.toSet());
    return last.stream()
        .filter(spec -> !addresses.contains(spec.displayName()))
        .filter(spec -> !settled.test(AppName.of(spec)))
        .collect(Collectors.toSet());
  }

  private Wish wish(List<DeploymentSpec> specs, boolean settled) {
    List<Content> present = new ArrayList<>();
    List<Content> passedOver = new ArrayList<>();
    List<String> held = new ArrayList<>();
    specs.stream()
        .sorted(Comparator.comparing(DeploymentSpec::version, Version.ORDER.reversed()))
        .forEach(
            spec ->
                digest(spec, settled)
                    .ifPresent(
                        digest -> {
                          History history = shelf.history(spec);
                          if (history.passesOver(digest)) {
                            passedOver.add(new Content(spec, digest));
                            held.add(
                                "version %s takes no new sessions: rolled back"
                                    .formatted(spec.version()));
                          } else {
                            present.add(content(spec, digest, history, held));
                          }
                        }));
    present.addAll(passedOver);
    return new Wish(
        present, held.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", held)));
  }

  private Optional<String> digest(DeploymentSpec spec, boolean settled) {
    Watched war = watched.computeIfAbsent(spec.war(), Watched::new);
    return settled ? Optional.of(war.lookNow()) : war.look();
  }

  private Content content(DeploymentSpec spec, String digest, History history, List<String> held) {
    if (!history.holdsBack(digest)) {
      return new Content(spec, digest);
    }
    Optional<Path> copy = shelf.copy(spec, history.served());
    if (copy.isEmpty()) {
      return new Content(spec, digest);
    }
    held.add("%s: rolled back; its present content is not served".formatted(spec.war()));
    return new Content(spec.withContent(copy.get()), history.served());
  }
}
