package io.culvert.container.config;

import java.nio.file.Path;

/**
 * A value as somebody wrote it.
 *
 * @param text the value
 * @param where the place, as {@link ConfigProblem#where} names it
 * @param folder what relative file names are relative to
 */
record Written(String text, String where, Path folder) {}
