package io.culvert.sample.paper;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The paper's page: what was served so far, and by POST a measurement on the spot, one at a time.
 */
@WebServlet("/paper")
public final class PaperServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final Semaphore measuring = new Semaphore(1);

  /** A line of the table. */
  public record Row(Cell cell, Summary summary) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    show(request, response, List.of());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!measuring.tryAcquire()) {
      response.setHeader("Retry-After", "2");
      response.sendError(
          503, "Somebody else is measuring at this moment. Try again in a few seconds.");
      return;
    }
    try {
      show(request, response, rows(paper()::measure));
    } finally {
      measuring.release();
    }
  }

  private void show(HttpServletRequest request, HttpServletResponse response, List<Row> measured)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    Object user = session == null ? null : session.getAttribute(LoginServlet.USER);
    request.setAttribute("user", user instanceof String name ? name : "");
    request.setAttribute("cells", new ArrayList<>(Arrays.asList(Cell.values())));
    request.setAttribute("served", rows(paper()::summary));
    request.setAttribute("measured", measured);
    response.setHeader("Cache-Control", "no-store");
    request.getRequestDispatcher("/WEB-INF/pages/paper.jsp").forward(request, response);
  }

  private static List<Row> rows(Function<Cell, Summary> summaries) {
    return Arrays.stream(Cell.values()).map(cell -> new Row(cell, summaries.apply(cell))).toList();
  }

  private PaperApplication paper() {
    return PaperApplication.SHARED.in(getServletContext());
  }
}
