package io.culvert.container.cli;

import java.util.Locale;

/** What can be done to applications that are there. */
enum Verb {
  UNDEPLOY(
      "Takes applications off a running server.",
      "They leave their webapps folder and are stopped when their running requests have ended.",
      false),
  REDEPLOY(
      "Starts applications of a running server anew.",
      "A new generation of what is in the WAR now takes over when it has started; sessions stay.",
      true),
  ROLLBACK(
      "Has applications go back to what was served before.",
      "Holds until the content of the WAR changes, also when the server starts anew.",
      false),
  DRAIN(
      "Lets no new users into applications.",
      "Requests of sessions that exist are served, others answered with 503, until 'culvert resume'.",
      true),
  RESUME("Lets new users in again.", "Ends 'culvert drain'.", true);

  private final String header;
  private final String description;
  private final boolean forAll;

  Verb(String header, String description, boolean forAll) {
    this.header = header;
    this.description = description;
    this.forAll = forAll;
  }

  /** The command, and the operation of the bean. */
  String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it can be asked for all applications at once: nothing is lost by a slip. */
  boolean isForAll() {
    return forAll;
  }

  String header() {
    return header;
  }

  String description() {
    return description;
  }
}
