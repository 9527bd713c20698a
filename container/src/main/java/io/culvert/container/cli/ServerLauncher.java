package io.culvert.container.cli;

import io.culvert.connector.transport.Endpoint;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.config.ServerConfig;
import io.culvert.container.deploy.DeploymentEvents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Starts the server; the command {@code run} knows no more of it. */
@FunctionalInterface
public interface ServerLauncher {
  /**
   * Listens, deploys what the configuration asks for and serves it. An application that can't be
   * deployed does not keep the others from running.
   *
   * @param events told of every deployment while it is done
   * @param startUp asked again and again whether the server is still wanted
   * @throws IOException if an address can't be listened on; then nothing runs. The message is made
   *     for the operator
   * @throws CalledOffException if the server is no longer wanted; then nothing runs either
   */
  RunningServer launch(ServerConfig config, DeploymentEvents events, StartUp startUp)
      throws IOException, CalledOffException;

  /** A server that serves. */
  interface RunningServer {
    /** Where it speaks FastCGI, with the ports that were given out. */
    List<Endpoint> endpoints();

    /** Where it answers plain HTTP, with the ports that were given out. */
    List<InetSocketAddress> http();

    /** How the applications fare now. */
    List<AppStatus> applications();

    /** What was ignored, and why; one sentence each. */
    List<String> notes();

    /** Lets running requests come to their end as long as configured, and stops. */
    void stop();
  }
}
