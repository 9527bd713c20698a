package io.culvert.container.frontend;

import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.descriptor.DescriptorException;
import io.culvert.container.descriptor.DescriptorReader;
import io.culvert.container.descriptor.DescriptorSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.metadata.web.spec.CookieConfigMetaData;
import org.jboss.metadata.web.spec.SessionConfigMetaData;

/**
 * What the session cookies of applications are called, as far as their {@code web.xml} says it: a
 * name that is given by a program is known only when that has run.
 *
 * @param all each name once, in alphabetical order; at least one
 * @param remarks what is left out of them and why, each a comment for the configurations of all
 *     front ends
 */
record CookieNames(List<String> all, List<String> remarks) {
  private static final String USUAL = "JSESSIONID";

  /** Others would have to be quoted in another way by each front end. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  /** What might be more than text in a comment of some front end, as a backslash at its end is. */
  private static final Pattern NO_COMMENT = Pattern.compile("[^A-Za-z0-9 !#%&'*+.,:/^_|~-]");

  CookieNames {
    all = List.copyOf(all);
    remarks = List.copyOf(remarks);
  }

  static CookieNames of(List<DeploymentSpec> applications) {
    SortedSet<String> names = new TreeSet<>();
    List<String> remarks = new ArrayList<>();
    for (DeploymentSpec spec : applications) {
      String name = declared(spec.war()).orElse(USUAL);
      if (PLAIN.matcher(name).matches()) {
        names.add(name);
      } else {
        remarks.add(remark(spec, name));
      }
    }
    return new CookieNames(names.isEmpty() ? List.of(USUAL) : List.copyOf(names), remarks);
  }

  private static String remark(DeploymentSpec spec, String name) {
    String text =
        "# sessions of %s are found by the nodes themselves: this cannot be told of a cookie called %s"
            .formatted(spec.displayName(), name);
    return NO_COMMENT.matcher(text).replaceAll("?");
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
