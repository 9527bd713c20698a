package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * One client that asks for the sample's pages in turn and compares every answer with the first one.
 * Used by one thread at a time.
 */
final class MixedLoad implements AutoCloseable {
  private static final List<String> PAGES =
      List.of(
          "/hello?name=Ada",
          "/hello.jsp?name=Ada",
          "/hello.json?name=Ada",
          "/assets/lines.txt",
          "/download?bytes=20000",
          "/fail?how=404",
          "/download.sha256?bytes=1000",
          "/errors.jsp");

  /** Every tenth request is one of a form, every tenth a body to be digested. */
  private static final int ROUND = PAGES.size() + 2;

  private final Visitor visitor;
  private final List<String> expected = new ArrayList<>();
  private int answered;
  private int visits;

  private MixedLoad(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Looks at each page once, without counting that. */
  static MixedLoad begin(Visitor visitor) throws IOException, InterruptedException {
    MixedLoad load = new MixedLoad(visitor);
    for (String page : PAGES) {
      load.expected.add(essence(visitor.get(page)));
    }
    return load;
  }

  /** Goes on until it has had so many answers, each as it should be. */
  int goOnUntil(int count) throws IOException, InterruptedException {
    while (answered < count) {
      ask(answered % ROUND);
      answered++;
    }
    return answered;
  }

  private void ask(int turn) throws IOException, InterruptedException {
    if (turn == PAGES.size()) {
      assertEquals(303, visitor.post("/session", Visitor.FORM, "action=visit").statusCode());
      visits++;
    } else if (turn > PAGES.size()) {
      String answer = visitor.post("/digest", "text/plain", "x".repeat(2000)).body();
      assertTrue(answer.startsWith("{\"length\":2000,"), answer);
    } else {
      assertEquals(expected.get(turn), essence(visitor.get(PAGES.get(turn))));
    }
  }

  /** Status and body; the error page's request id is a new one each time. */
  private static String essence(HttpResponse<String> response) {
    String body = response.body().replaceAll("(Request id</dt><dd>)[^<]*", "$1");
    return response.statusCode() + "\n" + body;
  }

  /** The answers so far. */
  int answered() {
    return answered;
  }

  /** Compares the session's counter with the number of forms sent. */
  void assertEveryVisitWasCounted() throws IOException, InterruptedException {
    String page = visitor.get("/session").body();
    assertTrue(page.contains("<dd class=\"big\">" + visits + "</dd>"), visits + ": " + page);
  }

  @Override
  public void close() {
    visitor.close();
  }
}
