package shop;

import java.io.IOException;
import javax.annotation.PostConstruct;
import javax.servlet.ServletException;
import javax.servlet.annotation.MultipartConfig;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.Part;

@WebServlet("/upload")
@MultipartConfig(maxFileSize = 50_000)
public class Upload extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private String greeting;

  @PostConstruct
  void begin() {
    greeting = "got";
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Part part = request.getPart("file");
    response.setContentType("text/plain");
    response.getWriter().print(greeting + " " + part.getSubmittedFileName() + " " + part.getSize());
  }
}
