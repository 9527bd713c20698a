package io.culvert.container.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a rewriting has come to so far. Safe for any thread. */
final class Tally {
  private int classes;
  private int texts;
  private int jars;
  private final List<String> notes = new ArrayList<>();

  /** What the API of today does not have, and the classes that use it. */
  private final SortedMap<String, SortedSet<String>> removed = new TreeMap<>();

  synchronized void addClass() {
    classes++;
  }

  synchronized void addText() {
    texts++;
  }

  synchronized void addJar() {
    jars++;
  }

  synchronized void note(String line) {
    notes.add(line);
  }

  synchronized void addRemoved(String user, List<String> uses) {
    uses.forEach(use -> removed.computeIfAbsent(use, _ -> new TreeSet<>()).add(user));
  }

  synchronized Migrated result() {
    List<String> all = new ArrayList<>(notes.stream().sorted().toList());
    removed.forEach(
        (use, users) ->
            all.add(
                "%s is gone from the API of today; what needs it fails: %s"
                    .formatted(use, Part.some(users))));
    return new Migrated(classes, texts, jars, all);
  }
}
