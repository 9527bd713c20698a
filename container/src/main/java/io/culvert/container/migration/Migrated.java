package io.culvert.container.migration;

import java.util.List;

/**
 * What was rewritten.
 *
 * @param classes how many class files
 * @param texts how many pages, descriptors and other texts
 * @param jars how many jars had any of them
 * @param notes sentences for the operator about what could not be kept
 */
public record Migrated(int classes, int texts, int jars, List<String> notes) {
  public Migrated {
    notes = List.copyOf(notes);
  }
}
