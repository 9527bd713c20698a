package io.culvert.container.deploy;

import io.culvert.container.datasource.DataSources;
import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorSource;
import io.culvert.container.descriptor.ResourceMappings;
import io.culvert.container.environment.DeclarationException;
import io.culvert.container.environment.Environment;
import io.culvert.container.environment.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.jandex.Index;

/** Gives an application its names. */
final class EnvironmentPart {
  private final Blueprint blueprint;
  private final DataSources dataSources;

  EnvironmentPart(Blueprint blueprint, DataSources dataSources) {
    this.blueprint = blueprint;
    this.dataSources = dataSources;
  }

  /** The environment, which belongs to the class loader from now on and ends with it. */
  Environment make() throws DeploymentException {
    Described described = blueprint.described();
    Scanned scanned = described.scanned();
    boolean complete = blueprint.descriptor().isMetadataComplete();
    List<LibraryJar> silent = described.silentJars();
    Environment environment =
        new Environment(
            new Surroundings(
                scanned.exploded().spec().displayName(),
                module(),
                blueprint.descriptor(),
                mappings(scanned.exploded().root()),
                scanned.loader(),
                scanned.loader().names(),
                complete ? List.of() : annotated(described, silent),
                complete ? _ -> false : counting(silent),
                dataSources,
                this::note));
    scanned.loader().owns(environment);
    try {
      environment.fill();
    } catch (DeclarationException e) {
      throw blueprint.error(e.element(), e.text(), e.problem());
    }
    return environment;
  }

  private void note(String element, String text, String problem) {
    blueprint.remark(
        "%s: <%s> %s: %s; nobody will find it"
            .formatted(blueprint.where(element, text), element, text, problem));
  }

  /** {@code module-name}, or the name of the WAR (Jakarta EE 11 Platform §8.1.1). */
  private String module() {
    String declared = Given.text(blueprint.descriptor().getModuleName());
    Path file = blueprint.described().scanned().exploded().spec().war().getFileName();
    String name = file == null ? "" : file.toString();
    return declared.isEmpty() ? name.replaceFirst("\\.war$", "") : declared;
  }

  private Map<String, String> mappings(Path root) {
    try {
      Optional<DescriptorSource> source = DescriptorSource.jbossWeb(root);
      return source.isPresent() ? ResourceMappings.read(source.get()) : Map.of();
    } catch (DescriptorException e) {
      blueprint.remark(e.getMessage() + "; the file is for another server and has no effect");
      return Map.of();
    }
  }

  private static List<Index> annotated(Described described, List<LibraryJar> silent) {
    List<Index> indexes = new ArrayList<>();
    indexes.add(described.scanned().classes());
    for (LibraryJar jar : described.orderedJars()) {
      if (!silent.contains(jar)) {
        indexes.add(jar.index());
      }
    }
    return indexes;
  }

  private static Predicate<Class<?>> counting(List<LibraryJar> silent) {
    Set<String> names = new HashSet<>();
    for (LibraryJar jar : silent) {
      jar.index().getKnownClasses().forEach(known -> names.add(known.name().toString()));
    }
    return type -> !names.contains(type.getName());
  }
}
