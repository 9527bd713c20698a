package io.culvert.container.deploy;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An exploded WAR that went through Scan, Describe and Assemble, behind Undertow's own HTTP. */
final class Served implements AutoCloseable {
  private final Described described;
  private final List<String> remarks;
  private final DeploymentManager manager;
  private final Undertow undertow;
  private final HttpClient client = HttpClient.newHttpClient();

  private Served(
      Described described, List<String> remarks, DeploymentManager manager, Undertow undertow) {
    this.described = described;
    this.remarks = remarks;
    this.manager = manager;
    this.undertow = undertow;
  }

  static Served start(WarFolder war) throws Exception {
    return start(war, AppDefaults.STANDARD);
  }

  static Served start(WarFolder war, AppDefaults defaults) throws Exception {
    List<String> remarks = Collections.synchronizedList(new ArrayList<>());
    Assembled assembled = assemble(war, defaults, remarks);
    ServletContainer container = Servlets.newContainer();
    DeploymentManager manager = container.addDeployment(assembled.info());
    manager.deploy();
    Undertow undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(2)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(manager.start())
            .build();
    undertow.start();
    return new Served(assembled.described(), remarks, manager, undertow);
  }

  static Assembled assemble(WarFolder war, AppDefaults defaults, List<String> remarks)
      throws Exception {
    Remarks sink = (spec, line) -> remarks.add(line);
    return new Assemble(defaults, sink).run(describe(war, sink));
  }

  static Described describe(WarFolder war, Remarks remarks) throws Exception {
    Path root = war.root().toRealPath();
    Path work = Files.createDirectories(root.resolveSibling("work"));
    Exploded exploded = new Exploded(new DeploymentSpec("", "", root), root, "0", work);
    return new Describe(remarks)
        .run(new Scan(Served.class.getClassLoader(), remarks).run(exploded));
  }

  /** What was said to be left out, replaced or unreadable. */
  List<String> remarks() {
    return remarks;
  }

  Described described() {
    return described;
  }

  /**
   * Sends a request.
   *
   * @param fields names and values in turn
   */
  HttpResponse<String> send(String method, String path, String... fields) throws Exception {
    var request = HttpRequest.newBuilder(uri(path));
    for (int i = 0; i < fields.length; i += 2) {
      request.header(fields[i], fields[i + 1]);
    }
    request.method(method, HttpRequest.BodyPublishers.noBody());
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... fields) throws Exception {
    return send("GET", path, fields);
  }

  /** Sends a form with one file, in a part named f. */
  HttpResponse<String> upload(String path, String content) throws Exception {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n\r\n"
            + content
            + "\r\n--b--\r\n";
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  URI uri(String path) {
    InetSocketAddress address =
        (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    return URI.create("http://127.0.0.1:%d%s".formatted(address.getPort(), path));
  }

  @Override
  public void close() throws IOException, ServletException {
    undertow.stop();
    manager.stop();
    manager.undeploy();
    described.scanned().loader().close();
    client.close();
  }
}
