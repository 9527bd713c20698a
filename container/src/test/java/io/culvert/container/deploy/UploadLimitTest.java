package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that are larger than their servlet allows, by an application that does not catch it. */
class UploadLimitTest {
  @TempDir Path folder;

  @Test
  void tooLargeIsTheClientsFault() throws Exception {
    WarFolder war =
        new WarFolder(folder.resolve("war"))
            .classes(
                """
                package shop;
                import jakarta.servlet.http.*;
                @jakarta.servlet.annotation.WebServlet("/up")
                @jakarta.servlet.annotation.MultipartConfig(maxFileSize = 1000)
                public class Up extends HttpServlet {
                  @Override
                  protected void doPost(HttpServletRequest request, HttpServletResponse response)
                      throws java.io.IOException {
                    response.getWriter().print(request.getParameter("none"));
                  }
                }
                """);
    try (DeployedWar deployed = DeployedWar.start(war, folder.resolve("work"))) {
      assertEquals("null", deployed.upload("/up", 900).body());
      assertEquals(413, deployed.upload("/up", 2000).statusCode());
    }
  }
}
