package io.culvert.sample.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactSheetViewTest {
  private final HttpServletRequest request = mock();
  private final HttpServletResponse response = mock();
  private final FactSheet sheet =
      new FactSheet(
          "Title",
          "Lead.",
          List.of(
              FactSheet.Group.titled("One").with("a", 1).build(),
              FactSheet.Group.titled("Two").with("b", "<2>").build()));

  @Test
  void browserIsShownThePage() throws ServletException, IOException {
    RequestDispatcher page = mock();
    when(request.getHeader("Accept")).thenReturn("text/html,application/xhtml+xml");
    when(request.getRequestDispatcher("/WEB-INF/pages/facts.jsp")).thenReturn(page);

    new FactSheetView().show(request, response, sheet);

    verify(request).setAttribute("sheet", sheet);
    verify(page).forward(request, response);
  }

  @Test
  void terminalIsShownPlainText() throws ServletException, IOException {
    StringWriter body = new StringWriter();
    when(request.getHeader("Accept")).thenReturn("*/*");
    when(response.getWriter()).thenReturn(new PrintWriter(body));

    new FactSheetView().show(request, response, sheet);

    assertEquals("# One\na: 1\n# Two\nb: <2>\n", body.toString());
    verify(response).setContentType("text/plain;charset=UTF-8");
  }
}
