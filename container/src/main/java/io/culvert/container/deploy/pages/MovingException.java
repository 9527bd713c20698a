package io.culvert.container.deploy.pages;

import java.io.IOException;

/**
 * A file changed while its page was compiled. The result may be of what was there before or after,
 * and is kept under neither.
 */
final class MovingException extends IOException {
  private static final long serialVersionUID = 1L;

  MovingException(String page) {
    super(page + " has changed meanwhile");
  }
}
