package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code culvert get}, against a server. */
@ParameterizedClass
@EnumSource
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GetIT {
  private static Path folder;
  private static Culvert culvert;

  private final Dist dist = Dist.find();
  private final Transport transport;

  GetIT(Transport transport) {
    this.transport = transport;
  }

  /** One server for all tests of a transport. */
  @BeforeParameterizedClassInvocation
  static void start(Transport transport, @TempDir Path temporary) throws IOException {
    folder = temporary;
    culvert = transport.start(Dist.find(), folder, Map.of(), "/:" + Artifacts.sample());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    culvert.close();
  }

  private Ran get(String... more) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of(dist.command(), "get", "--socket", culvert.address()));
    line.addAll(List.of(more));
    return Ran.of(folder, Map.of(), line);
  }

  @Test
  void itPrintsStatusHeaderAndBody() throws Exception {
    Ran page = get("/hello.json?name=Ada");
    assertEquals(0, page.status(), page.err());
    String[] parts = page.out().replace("\r\n", "\n").split("\n\n", 2);
    assertTrue(parts[0].startsWith("200 ") || parts[0].contains(" 200 "), parts[0]);
    assertTrue(parts[0].contains("Content-Type: application/json"), parts[0]);
    assertEquals("{\"hello\":\"Ada\"}\n", parts[1]);
  }

  @Test
  void theExitStatusTellsWhatCameOfIt() throws Exception {
    assertEquals(0, get("/").status());
    assertEquals(1, get("/nothing").status());
    assertEquals(1, get("/fail?how=500").status());
    assertEquals(2, get().status());
    assertEquals(2, get("--no-such-option", "/").status());
    String gone =
        switch (transport) {
          case UNIX -> "unix:" + folder.resolve("nobody");
          case TCP -> "127.0.0.1:" + Ports.free();
        };
    Ran nobody = Ran.of(folder, Map.of(), List.of(dist.command(), "get", "--socket", gone, "/"));
    assertEquals(2, nobody.status());
    assertEquals(1, nobody.err().lines().count(), nobody.err());
  }

  @Test
  void itSendsMethodHeadersAndFiles() throws Exception {
    Path data = Files.write(folder.resolve("data"), new Bytes(100_000).readAllBytes());
    Ran digest = get("-X", "PUT", "--data", data.toString(), "/digest");
    assertTrue(digest.out().contains("{\"length\":100000,"), digest.out() + digest.err());
    Path form = Files.writeString(folder.resolve("form"), "action=visit");
    Ran redirect =
        get(
            "-X",
            "POST",
            "-H",
            "Content-Type: " + Visitor.FORM,
            "--data",
            form.toString(),
            "/session");
    assertEquals(0, redirect.status(), redirect.err());
    assertTrue(redirect.out().contains("303"), redirect.out());
    assertTrue(redirect.out().contains("Set-Cookie: JSESSIONID="), redirect.out());
  }

  @Test
  void itSendsStandardInput() throws Exception {
    Path data = Files.write(folder.resolve("data"), new Bytes(100_000).readAllBytes());
    Ran digest =
        Ran.of(
            folder,
            Map.of(),
            data,
            List.of(
                dist.command(), "get", "--socket", culvert.address(), "--data", "-", "/digest"));
    assertEquals(0, digest.status(), digest.err());
    assertTrue(digest.out().contains("{\"length\":100000,"), digest.out());
  }
}
