package shop;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

public class Cart extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    HttpSession session = request.getSession();
    String before = (String) session.getAttribute("cart");
    String thing = request.getParameter("thing");
    session.setAttribute("cart", before == null ? thing : before + ", " + thing);
    request.setAttribute("javax.servlet.old", "attribute of the old name");
    getServletContext().getRequestDispatcher("/cart.jsp").forward(request, response);
  }

  /** What Servlet 6.0 has no more. */
  @Override
  @SuppressWarnings("deprecation")
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.sendRedirect(response.encodeRedirectUrl("cart.jsp"));
  }
}
