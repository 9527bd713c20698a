package io.culvert.container.jmx;

/** What a server is about to do. */
public enum ServerState {
  /** Deploys its applications for the first time; nobody is served yet. */
  STARTING,

  /** Serves. */
  RUNNING,

  /** Lets running requests come to their end. */
  STOPPING
}
