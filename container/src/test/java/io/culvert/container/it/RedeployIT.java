package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.Server;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.cli.StartUp;
import io.culvert.container.config.ConfigLoader;
import io.culvert.container.config.ConfigResult;
import io.culvert.container.config.Source;
import io.culvert.container.deploy.DeploymentEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Releases that follow one another behind nginx. The server runs within this process, so that what
 * is left of earlier ones can be asked for, and the collector be called.
 */
@Tag("alone")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RedeployIT {
  private static final int RELEASES = 20;
  private static final int BROKEN = 10;

  @TempDir private Path folder;
  private Path war = Path.of("");
  private Server server;
  private Spawned nginx;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    FrontEnd.NGINX.assumeInstalled();
    List<String> options = Culvert.options(folder, "unix:" + folder.resolve("s"), List.of());
    war = folder.resolve("webapps/shop.war");
    CountWar.release(war, "0");
    Map<String, String> environment =
        Map.of(
            "CULVERT_LISTEN",
            "unix:" + folder.resolve("s"),
            "CULVERT_WEBAPPS",
            folder.resolve("webapps").toString(),
            "CULVERT_WORK",
            folder.resolve("work").toString(),
            "CULVERT_WATCH",
            "50ms");
    ConfigResult config =
        new ConfigLoader(folder, folder, environment).load(Source.NONE, Source.NONE);
    server =
        Server.launch(
            assertInstanceOf(ConfigResult.Ok.class, config).config(),
            DeploymentEvents.NONE,
            new StartUp());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Files.setPosixFilePermissions(
        folder.resolve("s"), PosixFilePermissions.fromString("rw-rw-rw-"));
    int port = Ports.free();
    nginx = FrontEnd.NGINX.start(Dist.find(), folder, port, options);
    visitor = Visitor.stranger(port);
  }

  @AfterEach
  void stop() {
    try (Server _ = server;
        Spawned _ = nginx) {
      visitor.close();
    }
  }

  private AppStatus shop() {
    return server.applications().getFirst();
  }

  private int generation() {
    return shop().serving().getFirst().generation();
  }

  private void awaitUntil(BooleanSupplier done, Supplier<Object> what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() - end < 0, () -> "too late: " + what.get());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void fiftyClientsNoticeNothingOfTwentyRedeploysOneOfThemBroken() {
    try (RegularClients clients = new RegularClients(visitor, "/shop/", 50)) {
      for (int number = 1; number <= RELEASES; number++) {
        release(number);
        awaitSeen(clients, number);
      }
      int last = clients.answers();
      awaitUntil(() -> clients.answers() > last + 100, clients::failures);
      clients.stop();
      assertEquals(List.of(), clients.failures());
      assertEquals(RELEASES, clients.releases().size(), clients.releases()::toString);
      System.out.printf(
          "%d answers over %d redeploys: none failed, none lost its session%n",
          clients.answers(), RELEASES);
    }
    awaitUntil(this::allIsCollected, () -> shop().retired());
  }

  private void release(int number) {
    try {
      if (number == BROKEN) {
        CountWar.broken(war);
        awaitUntil(() -> shop().failure().isPresent(), this::shop);
        assertEquals(State.RUNNING, shop().state());
      } else {
        CountWar.release(war, Integer.toString(number));
        awaitUntil(() -> generation() == number + 1, this::shop);
        awaitUntil(() -> shop().retired().stream().noneMatch(RedeployIT::isEnding), this::shop);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitSeen(RegularClients clients, int number) {
    String release = Integer.toString(number);
    awaitUntil(
        () -> number == BROKEN || clients.releases().containsKey(release), clients::failures);
  }

  private static boolean isEnding(AppStatus.Retired retired) {
    return retired.phase() != AppStatus.Phase.STOPPED;
  }

  private boolean allIsCollected() {
    System.gc();
    return shop().retired().isEmpty();
  }

  @Test
  void onlyContentCountsAndOnlyWhenItIsAllThere() throws Exception {
    Files.setLastModifiedTime(war, FileTime.fromMillis(System.currentTimeMillis() + 5000));
    Path half = folder.resolve("half.war");
    CountWar.release(half, "half");
    byte[] whole = Files.readAllBytes(half);
    Files.write(war, Arrays.copyOf(whole, whole.length / 2));
    Path witness = folder.resolve("webapps/witness.war");
    CountWar.release(witness, "seen");
    awaitUntil(() -> visitor.status("/witness/") == 200, server::applications);
    assertEquals(1, generation(), "neither a touched nor a half-written WAR was deployed");
    assertEquals(200, visitor.get("/shop/").statusCode());

    Files.write(war, whole);
    // not the second, if half of it has been there for so long that it was taken for all
    awaitUntil(() -> generation() > 1, this::shop);
    assertEquals("1 half", visitor.get("/shop/").body());

    Files.delete(witness);
    awaitUntil(() -> visitor.status("/witness/") == 404, server::applications);
  }
}
