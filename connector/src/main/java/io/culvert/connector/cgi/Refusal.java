package io.culvert.connector.cgi;

/**
 * Carries a refusal from the check that found it to the door of the package, where it becomes a
 * value. It has no stack trace: refusing a hostile request must stay cheap.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String problem;

  Refusal(int status, String problem) {
    super(problem, null, false, false);
    this.status = status;
    this.problem = problem;
  }

  static Refusal badRequest(String problem) {
    return new Refusal(400, problem);
  }

  int status() {
    return status;
  }

  String problem() {
    return problem;
  }
}
