package io.culvert.sample.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as named facts, in groups. Values are raw text: whoever shows them escapes them.
 *
 * @param title the heading
 * @param lead one sentence that says what the facts mean
 * @param groups in the order in which they are shown
 */
public record FactSheet(String title, String lead, List<Group> groups) {

  /** Keeps its own copy of the groups. */
  public FactSheet {
    groups = List.copyOf(groups);
  }

  /** One named value. */
  public record Fact(String name, String value) {}

  /** Facts that belong together. */
  public record Group(String title, List<Fact> facts) {
    /** Keeps its own copy of the facts. */
    public Group {
      facts = List.copyOf(facts);
    }

    /** A group built fact by fact. */
    public static Facts titled(String title) {
      return new Facts(title);
    }
  }

  /** Collects the facts of one group. */
  public static final class Facts {
    private final String title;
    private final List<Fact> facts = new ArrayList<>();

    private Facts(String title) {
      this.title = title;
    }

    /** Adds a fact; the value is shown as its {@code toString()}, or as absent. */
    public Facts with(String name, @Nullable Object value) {
      facts.add(new Fact(name, value == null ? "(none)" : value.toString()));
      return this;
    }

    /** The group as collected so far. */
    public Group build() {
      return new Group(title, facts);
    }
  }

  /** A sheet with one group that needs no heading of its own. */
  public static FactSheet of(String title, String lead, Facts facts) {
    return new FactSheet(title, lead, Collections.singletonList(facts.build()));
  }

  /** The sheet as lines {@code name: value}, as a terminal wants it. */
  public String toPlainText() {
    StringBuilder text = new StringBuilder();
    for (Group group : groups) {
      if (groups.size() > 1) {
        text.append("# ").append(group.title()).append('\n');
      }
      group.facts().forEach(f -> text.append(f.name()).append(": ").append(f.value()).append('\n'));
    }
    return text.toString();
  }
}
