package io.culvert.container.it;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Keeps orders in the database whose name the query gives, and lists them; deployed by {@link
 * LoginIT}.
 */
@WebServlet("/*")
@DataSourceDefinition(
    name = "java:app/own",
    className = "org.h2.jdbcx.JdbcDataSource",
    url = "jdbc:h2:mem:own;INIT=CREATE TABLE IF NOT EXISTS orders (article VARCHAR)",
    user = "sa",
    maxPoolSize = 2)
public final class OrdersServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Resource(name = "jdbc/orders", lookup = "java:comp/env/jdbc/shop")
  private transient DataSource injected;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try (Connection connection = source(request).getConnection();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?)")) {
      insert.setString(1, request.getParameter("article"));
      response.getWriter().print(insert.executeUpdate());
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try (Connection connection = source(request).getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT article FROM orders ORDER BY article");
        ResultSet rows = query.executeQuery()) {
      List<String> articles = new ArrayList<>();
      while (rows.next()) {
        articles.add(rows.getString(1));
      }
      response.getWriter().print(articles);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  @SuppressWarnings("BanJNDI") // looking names up is what is tested
  private DataSource source(HttpServletRequest request) throws ServletException {
    String name = request.getQueryString();
    try {
      return name == null ? injected : (DataSource) new InitialContext().lookup(name);
    } catch (NamingException e) {
      throw new ServletException(e);
    }
  }
}
