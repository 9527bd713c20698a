package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.container.apps.AppStatus.State;
import io.culvert.container.it.InnerServer.Got;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that nobody asks for leaves memory, and is back for all who come then. */
@Timeout(180)
class UnloadingIT {
  private static final int CROWD = 50;

  @TempDir private static Path folder;
  private static InnerServer culvert;

  @BeforeAll
  static void start() throws Exception {
    Path webapps = Files.createDirectories(folder.resolve("webapps"));
    CountWar.release(webapps.resolve("shop.war"), "1");
    culvert = InnerServer.start(folder, Map.of("CULVERT_UNLOAD_IDLE", "300ms"));
  }

  @AfterAll
  static void stop() {
    culvert.close();
  }

  @Test
  void aCrowdFindsItAndItsUsersTheirSessions() throws Exception {
    Got first = culvert.get("/shop/");
    assertEquals("1 1", first.body());
    culvert.awaitUntil(() -> culvert.app("/shop").state() == State.IDLE);
    assertEquals(State.IDLE.name(), culvert.attribute("/shop", "State"));
    culvert.awaitUntil(UnloadingIT::nothingIsLeft);
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Got>> all =
          Stream.generate(() -> crowd.submit(() -> culvert.get("/shop/"))).limit(CROWD).toList();
      for (Future<Got> each : all) {
        assertEquals("1 1", each.get().body());
      }
    }
    assertEquals("2 1", culvert.get("/shop/", first.cookie()).body());
  }

  private static boolean nothingIsLeft() {
    System.gc();
    return culvert.app("/shop").retired().isEmpty();
  }
}
