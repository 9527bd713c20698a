package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which application of which server a command on sessions is for. */
final class KnownSessions {
  @Mixin private final ChosenServer server;

  @Parameters(
      index = "0",
      paramLabel = "[HOST[:PORT]:]/PATH",
      description = "Whose sessions, as 'culvert list' calls it; with ##VERSION if there are any.")
  private String application = "";

  KnownSessions(ChosenServer server) {
    this.server = server;
  }

  /** What is asked of the sessions. */
  @FunctionalInterface
  interface Task {
    /**
     * Does it, and returns the exit code.
     *
     * @throws IOException if the server does not do it; the message is made for the operator
     */
    int run(Sessions sessions) throws IOException;
  }

  /**
   * The sessions of an application.
   *
   * @param contact the server
   * @param bean what they say of themselves
   */
  record Sessions(Contact contact, Bean bean) {
    @Nullable Object call(String operation, String... arguments) throws IOException {
      return contact.session().call(bean.name(), operation, arguments);
    }
  }

  /** Does something with them, or says why there are none to do it with. */
  int reach(Task task) {
    return server.reach(
        contact -> {
          for (Bean bean : contact.session().beans("Sessions")) {
            if (bean.text("Name").equals(application)) {
              return task.run(new Sessions(contact, bean));
            }
          }
          throw new IOException("%s: no such application serves".formatted(application));
        });
  }
}
