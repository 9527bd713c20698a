package io.culvert.container.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.session.Standing;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of sessions, and does to them. */
final class SessionAdministrationTest {
  private final LinkedBlockingQueue<String> diary = new LinkedBlockingQueue<>();
  private final ClassLoader loader = new GenerationLoader();
  private final LinkedBlockingQueue<ClassLoader> loaders = new LinkedBlockingQueue<>();
  private final Engine engine = new Engine(100);
  private final SessionAdministration administration = engine.managers;
  private final Browser user = new Browser(engine);

  /** Notes as whose thread it hears of an end. */
  private record LoaderWitness(LinkedBlockingQueue<ClassLoader> loaders)
      implements HttpSessionListener {
    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      loaders.add(Thread.currentThread().getContextClassLoader());
    }
  }

  @BeforeEach
  void logIn() throws Exception {
    engine.deploy(
        engine
            .application("app")
            .setClassLoader(loader)
            .addListener(Engine.listener(new Witness("listener", diary)))
            .addListener(Engine.listener(new LoaderWitness(loaders)))
            .addServlet(
                Engine.page("/put", (q, _) -> q.getSession().setAttribute("user", "secret ada"))));
    user.body("/app/put");
    user.body("/app/put");
  }

  @AfterEach
  void close() throws Exception {
    user.close();
    engine.close();
  }

  @Test
  void sessionIsShownByNamesAndSizesAndNothingElse() throws Exception {
    SessionView shown = administration.list("app", "", 10).getFirst();
    assertEquals(Set.of("user"), shown.attributes().keySet());
    assertTrue(shown.attributes().get("user") >= "secret ada".length());
    assertEquals(Standing.WITH_DATA, shown.standing());
    assertFalse(shown.toString().contains("secret"));
    String id = user.sessionId().orElseThrow();
    assertFalse(id.contains(shown.key()) || shown.key().contains(id.substring(0, 6)));
    assertEquals(Optional.of(shown), administration.inspect("app", shown.key()));
  }

  @Test
  void invalidatedSessionIsOverAndItsApplicationIsTold() throws Exception {
    String key = administration.list("app", "", 10).getFirst().key();
    diary.clear();
    assertTrue(administration.invalidate("app", key));
    assertEquals("listener: destroyed with user secret ada", Witness.pages(diary).getFirst());
    assertEquals(loader, loaders.poll(), "the thread must be the application's");
    assertEquals(0, engine.store.count());
    assertEquals(1, administration.counts().getFirst().invalidated());
    assertFalse(administration.invalidate("app", key));
    assertEquals(Optional.empty(), administration.inspect("app", key));
  }

  @Test
  void notMoreAreListedThanAreAskedForAndNoneOfAnApplicationThatIsNotThere() throws Exception {
    try (Browser other = new Browser(engine)) {
      other.body("/app/put");
    }
    assertEquals(2, administration.list("app", "", 10).size());
    assertEquals(1, administration.list("app", "", 1).size());
    assertEquals(List.of(), administration.list("other", "", 10));
    assertFalse(administration.invalidate("other", "0"));
    assertEquals(Optional.empty(), administration.counts("other"));
  }

  @Test
  void pagesFollowOneAnotherInTheOrderOfKeysAndShowEachSessionOnce() throws Exception {
    for (int i = 0; i < 6; i++) {
      try (Browser other = new Browser(engine)) {
        other.body("/app/put");
      }
    }
    List<String> seen = new ArrayList<>();
    List<SessionView> page = administration.list("app", "", 3);
    while (!page.isEmpty()) {
      assertTrue(page.size() <= 3);
      page.forEach(session -> seen.add(session.key()));
      page = administration.list("app", page.getLast().key(), 3);
    }
    assertEquals(7, Set.copyOf(seen).size());
    assertEquals(seen.stream().sorted().toList(), seen);
    assertEquals(7, administration.counts("app").orElseThrow().store().sessions());
  }
}
