package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.client.ClientRequest;
import io.culvert.connector.client.FcgiClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an application learns of a client that nginx knows by its password or certificate. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TrustIT {
  private static final String PASSWORD = "ann:secret";

  @TempDir private Path folder;

  /** Guards {@code /guarded}; takes client certificates that nobody vouches for, too. */
  private String nginx(int port, String socket) {
    return """
        user %4$s;
        pid nginx.pid;
        error_log error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path t; fastcgi_temp_path t; proxy_temp_path t; uwsgi_temp_path t;
          scgi_temp_path t;
          fastcgi_param REQUEST_METHOD $request_method;
          fastcgi_param REQUEST_URI $request_uri;
          fastcgi_param SERVER_PROTOCOL $server_protocol;
          fastcgi_param HTTPS $https if_not_empty;
          fastcgi_param REMOTE_ADDR $remote_addr;
          fastcgi_param REMOTE_USER $remote_user if_not_empty;
          fastcgi_param SSL_PROTOCOL $ssl_protocol if_not_empty;
          fastcgi_param SSL_CIPHER $ssl_cipher if_not_empty;
          fastcgi_param SSL_SESSION_ID $ssl_session_id if_not_empty;
          fastcgi_param SSL_CLIENT_VERIFY $ssl_client_verify if_not_empty;
          server {
            listen 127.0.0.1:%1$d ssl;
            ssl_certificate %2$s/server.crt;
            ssl_certificate_key %2$s/server.key;
            ssl_protocols TLSv1.2;
            ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384;
            ssl_client_certificate %2$s/client.crt;
            ssl_verify_client optional_no_ca;
            location / {
              fastcgi_param AUTH_TYPE "";
              include %2$s/common;
              fastcgi_param SSL_CLIENT_CERT $ssl_client_escaped_cert if_not_empty;
              fastcgi_pass %3$s;
            }
            location /tabs {
              include %2$s/common;
              fastcgi_param SSL_CLIENT_CERT $ssl_client_cert if_not_empty;
              fastcgi_pass %3$s;
            }
            location /guarded {
              auth_basic inside;
              auth_basic_user_file %2$s/users;
              include %2$s/common;
              fastcgi_param AUTH_TYPE Basic;
              fastcgi_pass %3$s;
            }
          }
        }
        """
        .formatted(port, folder, socket, System.getProperty("user.name"));
  }

  /** nginx inherits parameters only where the inner level has none, so they stand in a file. */
  private String config(int port, String socket) throws IOException {
    StringBuilder common = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    for (String line : nginx(port, socket).lines().toList()) {
      boolean outer = line.startsWith("  fastcgi_param");
      (outer ? common : rest).append(line).append('\n');
    }
    Files.writeString(folder.resolve("common"), common);
    return rest.toString();
  }

  private void makeCertificate(String name, String... more) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Program.path("openssl"), "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"));
    line.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=" + name));
    line.addAll(List.of("-keyout", name + ".key", "-out", name + ".crt"));
    line.addAll(List.of(more));
    Ran made = Ran.of(folder, Map.of(), line);
    assertEquals(0, made.status(), made.err());
  }

  private Path war() throws IOException {
    Path war = folder.resolve("who.war");
    String name = WhoServlet.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file);
        InputStream bytes = WhoServlet.class.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
      bytes.transferTo(zip);
    }
    return war;
  }

  /** Asks nginx in front of a Culvert that believes it or not; returns the answers in turn. */
  private List<String> ask(Map<String, String> trust, List<List<String>> requests)
      throws Exception {
    FrontEnd.NGINX.assumeInstalled();
    Program.assumeInstalled("openssl", "curl");
    makeCertificate("server", "-addext", "subjectAltName=IP:127.0.0.1");
    makeCertificate("client");
    makeCertificate("stranger");
    Files.writeString(folder.resolve("users"), "ann:{PLAIN}secret\n", StandardCharsets.US_ASCII);
    int port = Ports.free();
    List<String> answers = new ArrayList<>();
    try (Culvert culvert = Culvert.onUnixSocket(Dist.find(), folder, trust, "/:" + war());
        Spawned _ = FrontEnd.NGINX.startWith(folder, port, config(port, culvert.address()))) {
      for (List<String> request : requests) {
        List<String> line =
            new ArrayList<>(
                List.of(Program.path("curl"), "-sS", "--cacert", "server.crt", "--tlsv1.2"));
        line.addAll(request.subList(1, request.size()));
        line.add("https://127.0.0.1:" + port + request.getFirst());
        answers.add(Ran.of(folder, Map.of(), line).out());
      }
      assertFalse(culvert.process().output().contains("ERROR"), culvert.process()::output);
    }
    return answers;
  }

  private static List<String> certified(String path, String name) {
    return List.of(path, "--cert", name + ".crt", "--key", name + ".key");
  }

  @Test
  void aUserWhomNginxHasLetInIsTheRemoteUser() throws Exception {
    List<String> answers =
        ask(
            Map.of("CULVERT_TRUST_REMOTE_USER", "true"),
            List.of(
                List.of("/guarded", "-u", PASSWORD),
                List.of("/guarded", "-u", "ann:wrong"),
                List.of("/open")));
    assertTrue(
        answers.get(0).startsWith("user ann, principal ann, type Basic, "), answers::toString);
    assertTrue(answers.get(1).contains("401 Authorization Required"), answers::toString);
    assertTrue(answers.get(2).startsWith("user null, "), answers::toString);
  }

  @Test
  void theCertificateThatNginxHasVerifiedIsTheClients() throws Exception {
    List<String> answers =
        ask(
            Map.of("CULVERT_TRUST_TLS", "true"),
            List.of(
                certified("/open", "client"),
                certified("/tabs", "client"),
                certified("/open", "stranger"),
                List.of("/open")));
    assertTrue(
        answers.get(0).contains("TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384 256"), answers::toString);
    assertTrue(answers.get(0).endsWith("certificates 1 CN=client"), answers::toString);
    assertTrue(answers.get(1).endsWith("certificates 1 CN=client"), answers::toString);
    assertTrue(answers.get(2).endsWith("certificates none"), answers::toString);
    assertTrue(answers.get(3).endsWith("certificates none"), answers::toString);
  }

  @Test
  void eachAddressBelievesWhatItIsToldTo() throws Exception {
    String trusting = "unix:" + folder.resolve("a");
    String doubting = "unix:" + folder.resolve("b");
    List<String> line =
        List.of(
            Dist.find().command(),
            "run",
            "--listen",
            doubting + "?mode=0666",
            "--listen",
            trusting + "?mode=0666&trust=remote-user",
            "--work",
            folder.resolve("work").toString(),
            "--webapps",
            Files.createDirectories(folder.resolve("webapps")).toString(),
            "--app",
            "/:" + war());
    try (Spawned culvert = Spawned.start(folder, "culvert", Map.of(), line)) {
      culvert.awaitUntil(() -> culvert.output().contains(" started in "));
      for (Visit visit : List.of(new Visit(trusting, "ann"), new Visit(doubting, "null"))) {
        assertEquals(
            "user %1$s, principal %1$s".formatted(visit.user()),
            visit.answer().replaceFirst(", type.*", ""));
      }
    }
  }

  /** A front end that names ann as the user, and whom the application sees. */
  private record Visit(String address, String user) {
    String answer() throws IOException {
      Path socket = Path.of(address.substring("unix:".length()));
      try (FcgiClient client = FcgiClient.connect(UnixDomainSocketAddress.of(socket))) {
        ClientRequest request = ClientRequest.get("/who").withParam("REMOTE_USER", "ann");
        return new String(client.send(request).body().readAllBytes(), StandardCharsets.US_ASCII);
      }
    }
  }

  @Test
  void nothingOfThisIsBelievedUnlessThatIsConfigured() throws Exception {
    List<String> answers =
        ask(Map.of(), List.of(List.of("/guarded", "-u", PASSWORD), certified("/open", "client")));
    String nothing =
        "user null, principal null, type null, secure true, null null null, certificates none";
    assertEquals(List.of(nothing, nothing), answers);
  }
}
