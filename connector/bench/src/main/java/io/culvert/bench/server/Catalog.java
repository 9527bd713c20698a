package io.culvert.bench.server;

import io.culvert.bench.peer.JettyPeer;
import io.culvert.bench.peer.TomcatPeer;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.util.Jetty;

/** The servers that can be put under test. */
public final class Catalog {
  /** The one that all others are compared with. */
  public static final String CULVERT = "culvert";

  /** All ids, in the order of the report. */
  public static final List<String> IDS = List.of(CULVERT, "libfcgi", "tomcat", "jetty");

  /** Connections beyond the greatest number under load: warm-up, the check, nginx's idle ones. */
  private static final int SPARE_THREADS = 32;

  private final Path directory;
  private final Path culvert;
  private final int connections;
  private final Scene scene;
  private final Workshop workshop;

  /**
   * What the servers depend on.
   *
   * @param directory an existing folder for sockets and programs
   * @param culvert the distribution's {@code bin/culvert}
   * @param connections the greatest number of connections there will be
   * @param scene says where they listen
   */
  public Catalog(Path directory, Path culvert, int connections, Scene scene) {
    this.directory = directory;
    this.culvert = culvert;
    this.connections = connections;
    this.scene = scene;
    this.workshop = new Workshop(directory);
  }

  /**
   * Describes the servers, and makes what they need.
   *
   * @param children where a compiler may run
   * @throws BenchException when an id is unknown or what it needs isn't there
   */
  public List<Peer> peers(List<String> ids, Children children)
      throws BenchException, IOException, InterruptedException {
    List<Peer> peers = new ArrayList<>();
    for (String id : ids) {
      peers.add(
          switch (id) {
            case CULVERT -> culvert();
            case "libfcgi" -> libfcgi(children);
            case "tomcat" ->
                embedded(
                    id,
                    ServerInfo.getServerInfo().replace('/', ' '),
                    Protocol.HTTP,
                    TomcatPeer.class);
            case "jetty" ->
                embedded(
                    id,
                    "Jetty " + Jetty.class.getPackage().getImplementationVersion(),
                    Protocol.FASTCGI,
                    JettyPeer.class);
            default ->
                throw new BenchException(
                    "unknown server '" + id + "': choose from " + String.join(", ", IDS));
          });
    }
    return List.copyOf(peers);
  }

  private Peer culvert() throws BenchException, IOException {
    if (!Files.isExecutable(culvert)) {
      throw new BenchException(
          "no Culvert at "
              + culvert
              + ": build the distribution with ./mvnw package, or leave culvert out of --servers");
    }
    String address = address(CULVERT);
    // its own folders, so that nothing is deployed or left in the current one
    Path webapps = Files.createDirectory(directory.resolve("culvert-webapps"));
    List<String> command = new ArrayList<>(List.of(culvert.toString(), "run"));
    command.addAll(List.of("--listen", address));
    command.addAll(List.of("--app", "/:" + workshop.helloWar()));
    command.addAll(List.of("--webapps", webapps.toString()));
    command.addAll(List.of("--work", directory.resolve("culvert-work").toString()));
    return new Peer(CULVERT, "Culvert", Protocol.FASTCGI, address, command);
  }

  private Peer libfcgi(Children children) throws BenchException, IOException, InterruptedException {
    int threads = Math.max(160, connections + SPARE_THREADS);
    String address = address("libfcgi");
    return new Peer(
        "libfcgi",
        "C, libfcgi, " + threads + " threads",
        Protocol.FASTCGI,
        address,
        List.of(
            workshop.helloC(children).toString(),
            address.replaceFirst("^unix:", ""),
            Integer.toString(threads)));
  }

  private Peer embedded(String id, String title, Protocol protocol, Class<?> main)
      throws BenchException {
    if (scene.tcp()) {
      throw new BenchException(id + " is measured over Unix sockets only");
    }
    Path socket = socket(id);
    return new Peer(
        id,
        title,
        protocol,
        "unix:" + socket,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            socket.toString()));
  }

  private String address(String id) throws IOException {
    return scene.tcp() ? "127.0.0.1:" + TestBed.freePorts(1).getFirst() : "unix:" + socket(id);
  }

  private Path socket(String id) {
    return directory.resolve(id + ".sock");
  }
}
