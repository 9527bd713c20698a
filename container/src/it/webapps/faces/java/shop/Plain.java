package shop;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Injection into what is not a bean. */
@WebServlet("/plain")
public class Plain extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private Greeter greeter;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain");
    response.getWriter().print(greeter.greeting("servlet"));
  }
}
