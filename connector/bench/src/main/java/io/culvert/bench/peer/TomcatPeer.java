package io.culvert.bench.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** An embedded Tomcat that speaks HTTP/1.1 on a Unix socket: {@code TomcatPeer SOCKET WAR}. */
public final class TomcatPeer {
  private TomcatPeer() {}

  /** Serves the WAR at the root, on the Unix socket named first, until standard input ends. */
  public static void main(String[] args) throws Exception {
    Path socket = Path.of(args[0]);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(socket.resolveSibling("tomcat").toString());
    tomcat.setConnector(connector(socket));
    Files.createDirectories(socket.resolveSibling("tomcat").resolve("webapps"));
    Files.deleteIfExists(socket); // of one that was ended before
    Context root = tomcat.addWebapp("", Path.of(args[1]).toString());
    // the peers' own libraries have no tag libraries
    ((StandardJarScanner) root.getJarScanner()).setScanClassPath(false);
    tomcat.start();
    StandardInput.awaitEnd();
    tomcat.stop();
    tomcat.destroy();
  }

  private static Connector connector(Path socket) {
    Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setProperty("unixDomainSocketPath", socket.toString());
    // 100 requests a connection is the default: the others keep theirs as long as nginx does
    connector.setProperty("maxKeepAliveRequests", "-1");
    // of 100 by default: 128 connections at once would be refused by the kernel
    connector.setProperty("acceptCount", "1024");
    return connector;
  }
}
