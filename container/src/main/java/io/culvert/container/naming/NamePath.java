package io.culvert.container.naming;

import java.util.ArrayList;
import java.util.List;
import javax.naming.CompositeName;
import javax.naming.InvalidNameException;
import javax.naming.Name;

/**
 * The way from the root to a name: {@code comp/env/jdbc/shop}. A web module is a component of its
 * own, so {@code java:module} is {@code java:comp} by another name (Jakarta EE 11 Platform §5.2.2).
 *
 * @param text its steps with slashes between them; empty for the root
 */
record NamePath(String text) {
  static final String SCHEME = "java:";
  static final NamePath ROOT = new NamePath("");

  /** The way to a name, which is absolute if it begins with the scheme. */
  NamePath resolve(String name) throws InvalidNameException {
    return resolve(new CompositeName(name));
  }

  NamePath resolve(Name name) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < name.size(); i++) {
      String step = name.get(i);
      if (i == 0 && step.startsWith(SCHEME)) {
        return absolute(step.substring(SCHEME.length()), name.getSuffix(1));
      }
      add(steps, step);
    }
    return below(steps);
  }

  private static NamePath absolute(String first, Name rest) {
    List<String> steps = new ArrayList<>();
    add(steps, first.equals("module") ? "comp" : first);
    for (int i = 0; i < rest.size(); i++) {
      add(steps, rest.get(i));
    }
    return ROOT.below(steps);
  }

  private static void add(List<String> steps, String step) {
    if (!step.isEmpty()) {
      steps.add(step); // a/b/ and a//b are a/b
    }
  }

  private NamePath below(List<String> steps) {
    if (steps.isEmpty()) {
      return this;
    }
    String rest = String.join("/", steps);
    return new NamePath(text.isEmpty() ? rest : text + "/" + rest);
  }

  /** The folder it lies in; that of the root is the root. */
  NamePath parent() {
    return new NamePath(text.substring(0, Math.max(0, text.lastIndexOf('/'))));
  }

  /** What all that lies in it begins with. */
  String prefix() {
    return text.isEmpty() ? "" : text + "/";
  }

  @Override
  public String toString() {
    return SCHEME + text;
  }
}
