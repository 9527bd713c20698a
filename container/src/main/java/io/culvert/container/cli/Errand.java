package io.culvert.container.cli;

import io.culvert.container.attach.Bean;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** Has a server do something to an application, and tells how far it is. */
final class Errand {
  private static final long LOOK_MILLIS = 100;

  private final Contact contact;
  private final Bean deployer;
  private final Surroundings.Streams streams;

  /**
   * An errand at a server.
   *
   * @throws IOException if it has no applications to administer
   */
  Errand(Contact contact, Surroundings.Streams streams) throws IOException {
    this.contact = contact;
    this.deployer =
        contact
            .session()
            .bean("Deployer")
            .orElseThrow(
                () -> new IOException(contact.description() + " is not ready yet, or stops"));
    this.streams = streams;
  }

  /** The names of all its applications. */
  Bean deployer() {
    return deployer;
  }

  /**
   * Calls an operation and waits for its end.
   *
   * @param application whose stages are shown meanwhile; empty if its name is not known
   * @return the exit code
   */
  int run(String application, String operation, String... arguments) throws IOException {
    FutureTask<@Nullable Object> call =
        new FutureTask<>(() -> contact.session().call(deployer.name(), operation, arguments));
    Thread.ofPlatform().daemon().name(operation).start(call);
    @Nullable Object answer;
    try (Progress progress = new Progress(streams)) {
      answer = await(call, application, operation, progress);
    }
    if (answer instanceof CompositeData outcome) {
      return report(outcome);
    }
    throw new IOException("%s was not answered".formatted(operation));
  }

  private @Nullable Object await(
      FutureTask<@Nullable Object> call, String application, String operation, Progress progress)
      throws IOException {
    while (true) {
      try {
        return call.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        progress.show("%s %s%s".formatted(operation, application, stage(application)));
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted; the server goes on with it", e);
      }
    }
  }

  private String stage(String application) throws IOException {
    if (application.isEmpty()) {
      return "";
    }
    Object stage = contact.session().call(deployer.name(), "currentStage", application);
    return stage == null || stage.toString().isEmpty() ? "" : ": " + stage;
  }

  private int report(CompositeData outcome) {
    Style style = streams.style();
    String text = String.valueOf(outcome.get("text"));
    switch (String.valueOf(outcome.get("result"))) {
      case "DONE" -> streams.outWriter().println(style.good(text));
      case "UNCHANGED" -> streams.outWriter().println(text);
      default -> {
        streams.errWriter().println(style.bad(text));
        return ExitCode.FAILURE;
      }
    }
    return ExitCode.SUCCESS;
  }
}
