package io.culvert.sample.waiting;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The answer when all {@link Places} are taken. */
final class Crowded {
  private Crowded() {}

  static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", "5");
    response.sendError(503, "Too many visitors are waiting already. Try again in a few seconds.");
  }
}
