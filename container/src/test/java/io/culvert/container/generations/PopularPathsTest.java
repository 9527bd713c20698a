package io.culvert.container.generations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PopularPathsTest {
  private static final long BEGUN = -5_000_000_000_000L; // nanoTime() may be anything

  private final PopularPaths paths = new PopularPaths(BEGUN);

  private void asked(int times, String path, int minute) {
    for (int i = 0; i < times; i++) {
      paths.answered(path, at(minute));
    }
  }

  private static long at(int minute) {
    return BEGUN + TimeUnit.MINUTES.toNanos(minute);
  }

  @Test
  void theMostRequestedComesFirst() {
    asked(1, "/one", 0);
    asked(3, "/three", 0);
    asked(2, "/two", 0);
    assertEquals(List.of("/three", "/two", "/one"), paths.top(at(0)));
  }

  @Test
  void theLastHourCountsAndNothingBeforeIt() {
    asked(100, "/early", 1);
    asked(10, "/late", 35);
    assertEquals(List.of("/early", "/late"), paths.top(at(36)));
    asked(1, "/last", 70);
    assertEquals(List.of("/late", "/last"), paths.top(at(71)));
    assertEquals(List.of(), paths.top(at(200)));
  }

  @Test
  void whoeverMakesPathsUpDoesNotPushOutWhatIsAskedForOften() {
    for (int i = 0; i < 20_000; i++) {
      asked(1, "/made-up/" + i, 0);
      if (i % 10 == 0) {
        asked(1, "/often", 0);
      }
    }
    List<String> top = paths.top(at(0));
    assertEquals("/often", top.getFirst());
    assertTrue(top.size() <= PopularPaths.MOST);
  }

  private static HttpServerExchange exchange(Consumer<HttpServerExchange> change) {
    HttpServerExchange exchange = new HttpServerExchange(null);
    exchange.setRequestMethod(Methods.GET).setRequestURI("/page");
    change.accept(exchange);
    return exchange;
  }

  @Test
  void whatAnybodyMayAskForCounts() {
    paths.answered(exchange(_ -> {}));
    assertEquals(List.of("/page"), paths.top(System.nanoTime()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cookie", "authorization"})
  void whatIsAskedForByAKnownClientDoesNot(String header) {
    paths.answered(
        exchange(each -> each.getRequestHeaders().put(new HttpString(header), "secret")));
    assertEquals(List.of(), paths.top(System.nanoTime()));
  }

  @Test
  void neitherDoesWhatIsNoPlainGetOfAPageThatIsThere() {
    List<Consumer<HttpServerExchange>> others =
        List.of(
            each -> each.setRequestMethod(Methods.POST),
            each -> each.setQueryString("q=1"),
            each -> each.setStatusCode(404),
            each -> each.setRequestURI("/page;jsessionid=secret"),
            each -> each.setRequestURI("http://shop.example/page"),
            each -> each.setRequestURI("/" + "x".repeat(300)));
    others.forEach(other -> paths.answered(exchange(other)));
    assertEquals(List.of(), paths.top(System.nanoTime()));
  }
}
