package io.culvert.sample.inspect;

import io.culvert.sample.web.FactSheet;
import io.culvert.sample.web.FactSheetView;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Everything the server knows about the request: {@code /request/any/path?any=query}. */
@WebServlet("/request/*")
public final class RequestServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String lead = "As the Servlet API tells it. Credentials and cookie values are left out.";
    FactSheet sheet = new FactSheet("This request", lead, new RequestFacts(request).groups());
    new FactSheetView().show(request, response, sheet);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    doGet(request, response);
  }
}
