package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import io.culvert.container.logging.Escaped;
import java.io.PrintWriter;
import java.util.List;

/** The applications of a server, one in a row, and below them what is the matter with some. */
record ApplicationTable(List<Bean> applications) {
  ApplicationTable {
    applications = List.copyOf(applications);
  }

  void print(PrintWriter out, Style style) {
    if (applications.isEmpty()) {
      out.println("no applications; 'culvert deploy' brings one");
      return;
    }
    Table table =
        new Table(
            "APPLICATION",
            "STATE",
            "VERSION",
            "GENERATION",
            "REQUESTS",
            "RUNNING",
            "ERRORS",
            "SESSIONS");
    for (Bean application : applications) {
      table.add(
          application.text("Name"),
          application.text("State"),
          application.text("Version"),
          application.text("Generation"),
          application.text("Requests"),
          application.text("RequestsRunning"),
          application.text("Errors"),
          application.text("Sessions"));
    }
    table.print(out, style);
    applications.forEach(application -> remark(application, out, style));
  }

  private static void remark(Bean application, PrintWriter out, Style style) {
    String name = application.text("Name");
    say(name, "is being built: ", application.text("CurrentStage"), out, style);
    say(name, "", application.text("Held"), out, style);
    say(name, "last failure: ", application.text("LastFailure"), out, style);
    for (String leak : application.texts("Leaks")) {
      say(name, "", leak, out, style);
    }
  }

  private static void say(String name, String what, String text, PrintWriter out, Style style) {
    if (!text.isEmpty()) {
      out.println(style.faint("%s: %s%s".formatted(name, what, Escaped.line(text))));
    }
  }
}
