package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.culvert.connector.undertow.AbortListener;
import io.culvert.connector.undertow.LocalRequest;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.container.apps.AppName;
import io.culvert.container.apps.Outcome.Done;
import io.culvert.container.deploy.DeploymentSpec;
import io.culvert.container.hosts.HostRouter;
import io.culvert.container.hosts.HostTable;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications whose generation is chosen by a session, while sessions cannot be looked for. */
final class SessionsAwayTest {
  @TempDir Path folder;

  private final FakeApps fake = new FakeApps();
  private final HostRouter router = new HostRouter(HostTable.EMPTY);
  private final UndertowApplication connector =
      new UndertowApplication(router, UndertowSettings.DEFAULT, AbortListener.NONE);
  private LiveApplications live;

  @AfterEach
  void stop() throws Exception {
    live.close();
    connector.close();
  }

  private HttpServerExchange get() throws Exception {
    return connector
        .ask(new LocalRequest("localhost", "/shop/", "test", Map.of()), router)
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void drainedApplicationAnswersWith503AndOneThatServesEverybodyAsEver() throws Exception {
    DeploymentSpec shop =
        new DeploymentSpec("", "/shop", FakeApps.war(folder.resolve("shop.war"), "shop"));
    live =
        new LiveApplications(
            new LiveApplications.Wanted(List.of(shop), List.of(), folder.resolve("state")),
            new Policy(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), false),
            fake,
            router,
            InstantSource.system());
    live.start().get(30, TimeUnit.SECONDS);
    fake.sessionsAreAway = true;
    assertEquals(200, get().getStatusCode());
    assertInstanceOf(Done.class, live.drain(AppName.parse("/shop")));
    HttpServerExchange refused = get();
    assertEquals(503, refused.getStatusCode());
    assertEquals("5", refused.getResponseHeaders().getFirst(Headers.RETRY_AFTER));
  }
}
