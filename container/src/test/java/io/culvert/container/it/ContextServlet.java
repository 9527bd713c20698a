package io.culvert.container.it;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says which application it is of, and has another one of its host say the same. */
@WebServlet("/say")
public final class ContextServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getParameter("ask");
    response.getWriter().print(Thread.currentThread().getContextClassLoader().getName());
    if (path != null && request.getAttribute("asked") == null) {
      ServletContext other = getServletContext().getContext(path);
      response.getWriter().print(other == null ? " nobody" : " ");
      if (other != null) {
        request.setAttribute("asked", true);
        other.getRequestDispatcher("/say").include(request, response);
      }
    }
  }
}
