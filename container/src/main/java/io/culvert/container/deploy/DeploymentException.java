package io.culvert.container.deploy;

import org.jspecify.annotations.Nullable;

/**
 * Says why an application cannot be deployed: what is wrong, where (file and line where they are
 * known) and what to do about it. It fails this one application, never the server.
 */
public final class DeploymentException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A message is one sentence for the operator, for example {@code WEB-INF/web.xml:12: …}. */
  public DeploymentException(String message) {
    super(message);
  }

  public DeploymentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
