package io.culvert.container.deploy;

import io.culvert.connector.undertow.PlayedRoles;
import io.culvert.connector.undertow.ServletHooks;
import io.culvert.container.datasource.DataSources;
import io.culvert.container.deploy.Deployment.Failed;
import io.culvert.container.deploy.Deployment.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Deploys exploded applications with data sources, asks them, and hears what is said of them. */
final class NamedApp implements AutoCloseable {
  /** Answers with what is found under the name in the query, or with what went wrong. */
  static final String LOOKUP =
      """
      package shop;
      import jakarta.servlet.http.*;
      @jakarta.servlet.annotation.WebServlet("/lookup")
      public class Lookup extends HttpServlet {
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          try {
            Object found = new javax.naming.InitialContext().lookup(request.getQueryString());
            response.getWriter().print(found.getClass().getSimpleName() + " " + found);
          } catch (javax.naming.NamingException e) {
            response.getWriter().print(e);
          }
        }
      }
      """;

  private final Deployment deployment;
  private final List<String> remarks;

  private NamedApp(Deployment deployment, List<String> remarks) {
    this.deployment = deployment;
    this.remarks = remarks;
  }

  static NamedApp deploy(WarFolder war, DataSources sources) {
    List<String> remarks = new ArrayList<>();
    DeploymentEvents events =
        new DeploymentEvents() {
          @Override
          public void remarked(DeploymentSpec spec, String line) {
            remarks.add(line);
          }

          @Override
          public void cleanupFailed(DeploymentSpec spec, String what, Throwable cause) {
            remarks.add(what + ": " + cause);
          }
        };
    Path work = war.root().resolveSibling("work");
    Deployer deployer =
        Deployer.of(
            work,
            LazyPages.keptIn(work),
            AppDefaults.STANDARD.withDataSources(sources),
            DeployedWar.sessions(),
            new ServletHooks(PlayedRoles.RESPONDER),
            events);
    return new NamedApp(deployer.deploy(new DeploymentSpec("", "", war.root())), remarks);
  }

  /** What has been said, as long as it is not over also what could not be undone. */
  List<String> remarks() {
    return remarks;
  }

  /** Why it does not run. */
  String failure() {
    return switch (deployment) {
      case Failed failed -> String.valueOf(failed.cause().getMessage());
      default -> throw new IllegalStateException("it runs");
    };
  }

  String get(String path) throws IOException, InterruptedException {
    try (RunningEngine engine = new RunningEngine(running().handler())) {
      return engine.get(path).body();
    }
  }

  Running running() {
    return switch (deployment) {
      case Running running -> running;
      case Failed failed -> throw new IllegalStateException(failed.cause());
      case Deployment.Stopped _ -> throw new IllegalStateException("never started");
    };
  }

  @Override
  public void close() {
    if (deployment instanceof Running running) {
      running.app().stop();
    }
  }
}
