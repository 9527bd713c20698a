package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jolokia's agent, the WAR as it is published, shows Culvert's own MBeans through nginx. */
@Timeout(120)
class JolokiaIT {
  @TempDir private static Path folder;

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> users =
        Map.of("CULVERT_USERS_FILE", folder.resolve("users.toml").toString());
    user(users, "monitor", "jolokia");
    user(users, "guest", "visitor");
    site =
        Site.start(
            FrontEnd.NGINX,
            Transport.UNIX,
            folder,
            users,
            "/:" + Artifacts.sample(),
            "/jolokia:" + Artifacts.jolokia());
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
  }

  private static void user(Map<String, String> users, String name, String role) throws Exception {
    Path in = Files.writeString(folder.resolve("password"), "s3cr3t\n");
    List<String> line = List.of(Dist.find().command(), "user", "add", name, "--role", role);
    assertEquals(0, Ran.of(folder, users, in, line).status());
  }

  private static String[] as(String name) {
    byte[] pair = (name + ":s3cr3t").getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)};
  }

  private static String ask(String request) throws Exception {
    try (Visitor monitor = site.stranger()) {
      HttpResponse<String> answer =
          monitor.send(
              monitor
                  .request("/jolokia/")
                  .headers(as("monitor"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(request)));
      assertEquals(200, answer.statusCode(), site.culvert().process()::output);
      assertTrue(answer.body().contains("\"status\":200"), answer.body());
      return answer.body();
    }
  }

  @Test
  void theServersStateIsReadOverHttp() throws Exception {
    try (Visitor monitor = site.stranger()) {
      String path = "/jolokia/read/io.culvert:type=Server/State,ProcessId";
      HttpResponse<String> answer = monitor.get(path, as("monitor"));
      assertEquals(200, answer.statusCode(), site.culvert().process()::output);
      assertTrue(answer.body().contains("\"State\":\"RUNNING\""), answer.body());
      long pid = site.culvert().process().pid();
      assertTrue(answer.body().contains("\"ProcessId\":" + pid), answer.body());
    }
  }

  @Test
  void aNeighboursRequestsAreCounted() throws Exception {
    try (Visitor visitor = site.stranger()) {
      assertEquals(200, visitor.status("/hello"));
      assertEquals(200, visitor.status("/hello"));
    }
    String read =
        """
        {"type":"read","mbean":"io.culvert:type=Application,host=\\"\\",path=/",
         "attribute":["State","Requests","Versions"]}
        """;
    String answer = ask(read);
    assertTrue(answer.contains("\"State\":\"RUNNING\""), answer);
    String requests = answer.replaceFirst("(?s).*?\"Requests\":(\\d+).*", "$1");
    assertTrue(Long.parseLong(requests) >= 2, answer);
  }

  @Test
  void anOperationIsCalledOverHttp() throws Exception {
    ask(
        "{\"type\":\"exec\",\"mbean\":\"io.culvert:type=Connector\",\"operation\":\"resetLatency\"}");
  }

  @Test
  void beansAreListedWithTheirDescriptions() throws Exception {
    String answer = ask("{\"type\":\"list\",\"path\":\"io.culvert\"}");
    assertTrue(answer.contains("type=Deployer"), answer);
    assertTrue(answer.contains("Connections of front ends that are open now."), answer);
  }

  @Test
  void nobodyGetsInWithoutTheRole() throws Exception {
    try (Visitor visitor = site.stranger()) {
      String path = "/jolokia/read/io.culvert:type=Server";
      assertEquals(401, visitor.get(path).statusCode());
      assertEquals(403, visitor.get(path, as("guest")).statusCode());
    }
  }
}
