package io.culvert.container.apps;

import java.util.List;
import java.util.Optional;

/**
 * The applications of the server, living: what {@code culvert list}, JMX and everybody else who
 * administers them goes through. Every verb may be called from any thread, may be repeated without
 * harm, and returns when its work is done, which takes as long as an application takes to start.
 * None throws for what can go wrong with an application.
 */
public interface Applications {
  /** All that are wanted or still running, in the order of their names. */
  List<AppStatus> list();

  /** One of them. */
  Optional<AppStatus> find(AppName name);

  /**
   * Puts a WAR into the first {@code webapps} folder, whole or not at all, and deploys it. A WAR
   * that cannot be started is left there and the generation before it goes on serving.
   */
  Outcome deploy(DeployRequest request);

  /**
   * Takes the application with all its versions out of its {@code webapps} folder and stops it when
   * its running requests have ended. One that the configuration names is stopped until the server
   * starts again, or until {@link #redeploy}.
   */
  Outcome undeploy(AppName name);

  /** Starts a new generation of what is in the WAR now, even if that is what runs already. */
  Outcome redeploy(AppName name);

  /**
   * Goes back to the content that was served before the present one, or, among versions side by
   * side, from the highest to the one below it. Holds until the content of the WAR changes, also
   * when the server starts anew.
   */
  Outcome rollback(AppName name);

  /**
   * Lets no new user in: a request that belongs to no session of the application is answered with
   * 503 and {@code Retry-After}; those with a session go on being served, and so do running
   * requests. Holds through redeploys, until {@link #resume} or the end of the process.
   */
  Outcome drain(AppName name);

  /** Ends {@link #drain}. */
  Outcome resume(AppName name);

  /** Compiles all pages, of all versions that serve, that are not compiled yet. */
  Outcome precompile(AppName name);
}
