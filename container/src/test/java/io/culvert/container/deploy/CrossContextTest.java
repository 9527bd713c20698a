package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.deploy.Neighbours.Found;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One application dispatches requests into another, whose classes and sessions serve them. */
class CrossContextTest {
  private static final String ASKING =
      """
      package app;
      import jakarta.servlet.*;
      import jakarta.servlet.http.*;
      @jakarta.servlet.annotation.WebServlet("/ask/*")
      public class Ask extends HttpServlet {
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException, ServletException {
          String path = request.getParameter("context");
          ServletContext context = getServletContext().getContext(path);
          if (context == null) {
            response.getWriter().print("there is no " + path);
            return;
          }
          HttpSession own = request.getSession();
          own.setAttribute("of", "asking");
          if (context == getServletContext()) {
            response.getWriter().print("itself");
          } else if (request.getPathInfo().equals("/forward")) {
            context.getRequestDispatcher("/say?x=1").forward(request, response);
          } else {
            response.getWriter().print("before ");
            context.getRequestDispatcher("/say?x=1").include(request, response);
            response.getWriter().print(" after, " + own.getAttribute("of")
                + " " + Thread.currentThread().getContextClassLoader().getName());
          }
        }
      }
      """;

  private static final String ASKED =
      """
      package app;
      import jakarta.servlet.*;
      import jakarta.servlet.http.*;
      @jakarta.servlet.annotation.WebServlet("/say")
      public class Say extends HttpServlet {
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          HttpSession session = request.getSession();
          Integer count = (Integer) session.getAttribute("count");
          session.setAttribute("count", count == null ? 1 : count + 1);
          response.getWriter().print(getServletContext().getInitParameter("name")
              + " " + request.getParameter("x")
              + " " + Thread.currentThread().getContextClassLoader().getName()
              + " " + session.getAttribute("count") + " " + session.getAttribute("of"));
        }
      }
      """;

  private static final String KEEPING =
      """
      package app;
      import jakarta.servlet.*;
      import jakarta.servlet.http.*;
      @jakarta.servlet.annotation.WebServlet("/kept")
      public class Keep extends HttpServlet {
        private ServletContext kept;
        @Override public void init() {
          kept = getServletContext().getContext("/other");
        }
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException, ServletException {
          kept.getRequestDispatcher("/wait").include(request, response);
        }
      }
      """;

  private static final String WAITING =
      """
      package app;
      import jakarta.servlet.http.*;
      import java.util.concurrent.CountDownLatch;
      @jakarta.servlet.annotation.WebServlet("/wait")
      public class Wait extends HttpServlet {
        @Override protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws java.io.IOException {
          try {
            ((CountDownLatch) System.getProperties().get("culvert.test.begun")).countDown();
            ((CountDownLatch) System.getProperties().get("culvert.test.end")).await();
          } catch (InterruptedException e) {
            throw new java.io.IOException(e);
          }
          response.getWriter().print("waited");
        }
      }
      """;

  @TempDir Path folder;

  private final AtomicReference<Found> answer = new AtomicReference<>(new Found.Nobody());

  private DeployedWar asked;
  private DeployedWar asking;

  private void start() throws Exception {
    WarFolder other =
        new WarFolder(folder.resolve("asked/app"))
            .webXml(
                "<context-param><param-name>name</param-name>"
                    + "<param-value>asked</param-value></context-param>")
            .classes(ASKED, WAITING);
    asked = DeployedWar.start(other, folder.resolve("asked/work"));
    WarFolder war = new WarFolder(folder.resolve("asking/app")).classes(ASKING, KEEPING);
    asking =
        DeployedWar.start(
            war,
            folder.resolve("asking/work"),
            AppDefaults.STANDARD.withNeighbours(
                (_, path, _) -> path.equals("/") ? new Found.Itself() : answer.get()));
  }

  @AfterEach
  void stop() {
    if (asking != null) {
      asking.close();
    }
    if (asked != null) {
      asked.close();
    }
  }

  private String cookie = "";

  private String ask(String path) throws Exception {
    var response = asking.get(path, "Cookie", cookie);
    response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
    return response.body();
  }

  @Test
  void contextsAreGivenToWhoMayHaveThemOnly() throws Exception {
    start();
    assertEquals("there is no /other", ask("/ask/forward?context=/other"));
    assertEquals("itself", ask("/ask/forward?context=/"));
    answer.set(new Found.Other(asked.running().app()));
    assertEquals("there is no other", ask("/ask/forward?context=other"));
    assertEquals("asked 1 / 1 null", ask("/ask/forward?context=/other"));
  }

  @Test
  void theOtherApplicationServesWithItsOwnClassesAndSession() throws Exception {
    start();
    answer.set(new Found.Other(asked.running().app()));
    assertEquals("asked 1 / 1 null", ask("/ask/forward?context=/other"));
    assertEquals("before asked 1 / 2 null after, asking /", ask("/ask/include?context=/other"));
    assertEquals(1, asked.running().app().sessions());
    assertEquals(1, asking.running().app().sessions());
  }

  @Test
  void aRequestThatComesByAContextThatWasKeptIsWaitedForAsWell() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    System.getProperties().put("culvert.test.begun", begun);
    System.getProperties().put("culvert.test.end", end);
    start();
    answer.set(new Found.Other(asked.running().app()));
    RunningApp other = asked.running().app();
    try (ExecutorService client = Executors.newSingleThreadExecutor()) {
      Future<String> body = client.submit(() -> asking.get("/kept").body());
      assertTrue(begun.await(30, TimeUnit.SECONDS), "nobody has come");
      assertTrue(other.servesUncounted());
      assertFalse(other.awaitUncounted(Duration.ZERO), "it would be stopped under the request");
      end.countDown();
      assertEquals("waited", body.get(30, TimeUnit.SECONDS));
    } finally {
      end.countDown();
      System.getProperties().remove("culvert.test.begun");
      System.getProperties().remove("culvert.test.end");
    }
    assertTrue(other.awaitUncounted(Duration.ofSeconds(30)));
    assertFalse(other.servesUncounted());
  }
}
