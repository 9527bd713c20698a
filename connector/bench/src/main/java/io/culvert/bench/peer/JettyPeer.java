package io.culvert.bench.peer;

import io.culvert.bench.hello.HelloServlet;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.fcgi.server.ServerFCGIConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** An embedded Jetty that speaks FastCGI on a Unix socket: {@code JettyPeer SOCKET}. */
public final class JettyPeer {
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2); // longer than nginx keeps it

  private JettyPeer() {}

  /** Serves the hello servlet on the Unix socket named first until standard input ends. */
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    server.addConnector(connector(server, Path.of(args[0])));
    ServletContextHandler root = new ServletContextHandler("/");
    root.addServlet(HelloServlet.class, "/hello");
    server.setHandler(root);
    server.start();
    StandardInput.awaitEnd();
    server.stop();
  }

  private static UnixDomainServerConnector connector(Server server, Path socket) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false); // the answers of all peers are to be the same
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(server, new ServerFCGIConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    // of the system's default, 50: 128 connections at once would be refused by the kernel
    connector.setAcceptQueueSize(1024);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    return connector;
  }
}
