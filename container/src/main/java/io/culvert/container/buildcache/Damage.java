package io.culvert.container.buildcache;

/**
 * Something that is not what was built.
 *
 * @param key its name
 * @param problem what is wrong with it, in words
 */
public record Damage(Key key, String problem) {}
