package io.culvert.container.frontend;

import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorReader;
import io.culvert.container.descriptor.DescriptorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.metadata.web.spec.CookieConfigMetaData;
import org.jboss.metadata.web.spec.SessionConfigMetaData;

/**
 * What the session cookies of applications are called, as far as their {@code web.xml} says it: a
 * name that is given by a program is known only when that has run.
 *
 * @param all each name once, in alphabetical order; at least one
 */
record CookieNames(List<String> all) {
  private static final String USUAL = "JSESSIONID";

  /** Others would have to be quoted in another way by each front end. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  CookieNames {
    all = List.copyOf(all);
  }

  static CookieNames of(List<DeploymentSpec> applications) {
    List<String> names =
        applications.stream()
            .map(spec -> declared(spec.war()).filter(PLAIN.asMatchPredicate()).orElse(USUAL))
            .distinct()
            .sorted()
            .toList();
    return new CookieNames(names.isEmpty() ? List.of(USUAL) : names);
  }

  private static Optional<String> declared(Path war) {
    try {
      Optional<DescriptorSource> descriptor = DescriptorSource.webXml(war);
      return descriptor.isEmpty()
          ? Optional.empty()
          : Optional.ofNullable(new DescriptorReader().webXml(descriptor.get()).getSessionConfig())
              .map(SessionConfigMetaData::getCookieConfig)
              .map(CookieConfigMetaData::getName);
    } catch (DescriptorException _) {
      return Optional.empty(); // it will not be deployed either, and the server says why
    }
  }

  /** The one that most front ends name most easily. */
  String first() {
    return all.contains(USUAL) ? USUAL : all.getFirst();
  }

  /** All but that one. */
  List<String> others() {
    return all.stream().filter(name -> !name.equals(first())).toList();
  }

  /**
   * A regular expression (PCRE, RE2) that finds the id of a node's session in a {@code Cookie}
   * field.
   */
  String pattern(Node node) {
    String names =
        all.size() == 1 ? first() : all.stream().collect(Collectors.joining("|", "(?:", ")"));
    return "(?:^|;\\s*)%s=[^;]*\\.%s(?:;|$)".formatted(names, node.route());
  }
}
