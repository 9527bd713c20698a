package io.culvert.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Manager;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.redisson.tomcat.RedissonSessionManager;

/**
 * An embedded Tomcat that speaks HTTP/1.1 on a Unix socket: {@code TomcatPeer SOCKET WAR [REDIS]}.
 */
public final class TomcatPeer {
  private TomcatPeer() {}

  /**
   * Serves the WAR at the root, on the Unix socket named first, until standard input ends. Sessions
   * are in memory, or in Redis if its address is given.
   */
  public static void main(String[] args) throws Exception {
    Path socket = Path.of(args[0]);
    // its own: two that make the same one at once fail
    Path base = socket.resolveSibling(socket.getFileName() + ".base");
    Files.createDirectories(base.resolve("webapps"));
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setConnector(connector(socket));
    Files.deleteIfExists(socket); // of one that was ended before
    Context root = tomcat.addWebapp("", Path.of(args[1]).toString());
    // the peers' own libraries have no tag libraries
    ((StandardJarScanner) root.getJarScanner()).setScanClassPath(false);
    if (args.length > 2) {
      root.setManager(inRedis(args[2], socket.resolveSibling("redisson.yaml")));
    }
    tomcat.start();
    StandardInput.awaitEnd();
    tomcat.stop();
    tomcat.destroy();
  }

  /** As Redisson has it by default: attributes are read from Redis and written there at once. */
  private static Manager inRedis(String address, Path settings) throws IOException {
    Files.writeString(settings, "singleServerConfig:\n  address: \"%s\"\n".formatted(address));
    RedissonSessionManager manager = new RedissonSessionManager();
    manager.setConfigPath(settings.toString());
    return manager;
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
