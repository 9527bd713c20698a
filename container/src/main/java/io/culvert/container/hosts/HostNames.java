package io.culvert.container.hosts;

import java.util.Map;

/**
 * What else hosts are called.
 *
 * @param aliases by another name of a host, in lower case, the name that its applications have
 * @param fallback the host whose applications answer to names that nobody has, before those that
 *     have no host; empty for no host
 */
public record HostNames(Map<String, String> aliases, String fallback) {
  /** Every host has one name. */
  public static final HostNames NONE = new HostNames(Map.of(), "");

  public HostNames {
    aliases = Map.copyOf(aliases);
  }
}
