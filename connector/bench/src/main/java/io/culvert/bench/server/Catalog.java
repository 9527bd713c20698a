package io.culvert.bench.server;

import io.culvert.bench.peer.JettyPeer;
import io.culvert.bench.peer.TomcatPeer;
import io.culvert.bench.peer.UndertowPeer;
import io.culvert.bench.process.BenchException;
import io.culvert.bench.process.Children;
import io.undertow.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.util.Jetty;

/** The servers that can be put under test. */
public final class Catalog {
  /** The one that all others are compared with. */
  public static final String CULVERT = "culvert";

  /** Those that serve requests, in the order of the report. */
  public static final List<String> IDS = List.of(CULVERT, "libfcgi", "tomcat", "jetty");

  /** Those that keep sessions, in the order of the report. */
  public static final List<String> STORES =
      List.of(CULVERT, "culvert-disk", "culvert-redis", "tomcat", "tomcat-redis", "undertow");

  /** Connections beyond the greatest number under load: warm-up, the check, nginx's idle ones. */
  private static final int SPARE_THREADS = 32;

  private final Path directory;
  private final Path culvert;
  private final int connections;
  private final Scene scene;
  private final Allowance allowance;
  private final Workshop workshop;
  private final Optional<Path> war;

  /**
   * What the servers depend on.
   *
   * @param directory an existing folder for sockets and programs
   * @param culvert the distribution's {@code bin/culvert}
   * @param connections the greatest number of connections there will be
   * @param scene says where they listen
   * @param allowance what those in a JVM may use
   */
  public Catalog(Path directory, Path culvert, int connections, Scene scene, Allowance allowance) {
    this(directory, culvert, connections, scene, allowance, Optional.empty());
  }

  private Catalog(
      Path directory,
      Path culvert,
      int connections,
      Scene scene,
      Allowance allowance,
      Optional<Path> war) {
    this.directory = directory;
    this.culvert = culvert;
    this.connections = connections;
    this.scene = scene;
    this.allowance = allowance;
    this.war = war;
    this.workshop = new Workshop(directory);
  }

  /** The same servers; those that serve WARs serve this one instead of ours. */
  public Catalog serving(Path other) {
    return new Catalog(directory, culvert, connections, scene, allowance, Optional.of(other));
  }

  private Path war() throws IOException {
    return war.isPresent() ? war.get() : workshop.helloWar();
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
      peers.add(peer(id, children));
    }
    return List.copyOf(peers);
  }

  private Peer peer(String id, Children children)
      throws BenchException, IOException, InterruptedException {
    return switch (id) {
      case CULVERT -> culvert(id, "Culvert", List.of());
      case "culvert-disk" ->
          culvert(id, "Culvert, sessions on disk", List.of("--sessions-store", "disk"));
      case "culvert-redis" ->
          culvert(
              id,
              "Culvert, sessions in Redis",
              List.of(
                  "--sessions-store", "redis", "--sessions-redis-address", redis(id, children)));
      case "libfcgi" -> libfcgi(children);
      case "tomcat" -> tomcat(id, "", List.of());
      case "tomcat-redis" ->
          tomcat(id, ", sessions in Redis by Redisson", List.of(redis(id, children)));
      case "jetty" -> jetty(id);
      case "undertow" -> undertow(id);
      default ->
          throw new BenchException(
              "unknown server '"
                  + id
                  + "': choose from "
                  + Stream.concat(IDS.stream(), STORES.stream())
                      .distinct()
                      .collect(Collectors.joining(", ")));
    };
  }

  private Peer culvert(String id, String title, List<String> more)
      throws BenchException, IOException {
    if (!Files.isExecutable(culvert)) {
      throw new BenchException(
          "no Culvert at "
              + culvert
              + ": build the distribution with ./mvnw package, or leave culvert out of --servers");
    }
    String address = address(id);
    // its own folders, so that nothing is deployed or left in the current one
    Path webapps = Files.createDirectory(directory.resolve(id + "-webapps"));
    List<String> command = new ArrayList<>(allowance.environment());
    command.addAll(List.of(culvert.toString(), "run"));
    command.addAll(List.of("--listen", address));
    command.addAll(List.of("--app", "/:" + war()));
    command.addAll(List.of("--webapps", webapps.toString()));
    command.addAll(List.of("--work", directory.resolve(id + "-work").toString()));
    command.addAll(List.of("--sessions-folder", directory.resolve(id + "-sessions").toString()));
    command.addAll(more);
    command.addAll(allowance.culvert());
    return new Peer(id, title, Protocol.FASTCGI, address, command);
  }

  /** Starts one of the server's own that keeps nothing on disk, and returns its address. */
  private String redis(String server, Children children) throws BenchException, IOException {
    String port = Integer.toString(TestBed.freePorts(1).getFirst());
    children.start(
        "redis-of-" + server,
        List.of(
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            port,
            "--save",
            "",
            "--dir",
            directory.toString()));
    return "redis://127.0.0.1:" + port;
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

  private Peer tomcat(String id, String more, List<String> arguments)
      throws BenchException, IOException {
    String title = ServerInfo.getServerInfo().replace('/', ' ') + more;
    Path socket = onlySocket(id);
    List<String> all = new ArrayList<>(List.of(socket.toString(), war().toString()));
    all.addAll(arguments);
    return new Peer(
        id,
        title,
        Protocol.HTTP,
        "unix:" + socket,
        java(TomcatPeer.class, all.toArray(String[]::new)));
  }

  private Peer jetty(String id) throws BenchException {
    String title = "Jetty " + Jetty.class.getPackage().getImplementationVersion();
    Path socket = onlySocket(id);
    return new Peer(
        id, title, Protocol.FASTCGI, "unix:" + socket, java(JettyPeer.class, socket.toString()));
  }

  /** It can't listen on Unix sockets. */
  private Peer undertow(String id) throws IOException {
    String port = Integer.toString(TestBed.freePorts(1).getFirst());
    return new Peer(
        id,
        "Undertow " + Version.getVersionString() + " (over TCP)",
        Protocol.HTTP,
        "127.0.0.1:" + port,
        java(UndertowPeer.class, port));
  }

  private List<String> java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(allowance.jvm());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Path onlySocket(String id) throws BenchException {
    if (scene.tcp()) {
      throw new BenchException(id + " is measured over Unix sockets only");
    }
    return socket(id);
  }

  private String address(String id) throws IOException {
    return scene.tcp() ? "127.0.0.1:" + TestBed.freePorts(1).getFirst() : "unix:" + socket(id);
  }

  private Path socket(String id) {
    return directory.resolve(id + ".sock");
  }
}
