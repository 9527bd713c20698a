package io.culvert.container.config;

import io.culvert.container.hosts.HostNames;

/**
 * What is said of virtual hosts.
 *
 * @param names what else they are called
 * @param crossContext whether their applications may dispatch requests to each other
 */
public record HostSettings(HostNames names, boolean crossContext) {
  /** Nothing. */
  public static final HostSettings NONE = new HostSettings(HostNames.NONE, false);
}
