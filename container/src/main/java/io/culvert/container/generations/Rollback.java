package io.culvert.container.generations;

import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.Serving;
import io.culvert.container.apps.Outcome;
import io.culvert.container.apps.Outcome.Done;
import io.culvert.container.apps.Outcome.Refused;
import io.culvert.container.apps.Outcome.Unchanged;
import io.culvert.container.deploy.DeploymentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * One step back: to the version below the highest, or to what a WAR held before. It is nothing but
 * a change of what is remembered; what is wanted follows from that.
 *
 * @param specs what lies at the address
 * @param status what runs there
 */
record Rollback(Shelf shelf, List<DeploymentSpec> specs, AppStatus status) {
  /** Lets what is wanted be brought about, and says what came of it. */
  @FunctionalInterface
  interface Settling {
    Outcome settle() throws InterruptedException;
  }

  Outcome run(Settling settling) throws IOException, InterruptedException {
    String version = status.serving().isEmpty() ? "" : status.serving().getFirst().version();
    Optional<DeploymentSpec> spec =
        specs.stream().filter(each -> each.version().equals(version)).findFirst();
    if (spec.isEmpty()) {
      return new Refused("%s: the WAR of what runs is not there any more".formatted(status.name()));
    }
    return status.serving().size() > 1
        ? toLowerVersion(spec.get(), settling)
        : toEarlierContent(spec.get(), settling);
  }

  private Outcome toLowerVersion(DeploymentSpec spec, Settling settling)
      throws IOException, InterruptedException {
    Serving highest = status.serving().getFirst();
    Serving next = status.serving().get(1);
    shelf.remember(spec, shelf.history(spec).passingOver(highest.digest()));
    settling.settle();
    return new Done(
        "%s: version '%s' takes new sessions; version '%s' serves those it has"
            .formatted(status.name(), next.version(), highest.version()));
  }

  private Outcome toEarlierContent(DeploymentSpec spec, Settling settling)
      throws IOException, InterruptedException {
    if (Files.isDirectory(spec.war())) {
      return new Refused(
          "%s: an exploded WAR is served from where it is, and what was there before is not kept"
              .formatted(spec.war()));
    }
    History history = shelf.history(spec);
    String present = Digest.of(spec.war());
    boolean running = history.served().equals(present);
    String target = running ? history.before() : history.served();
    if (shelf.copy(spec, target).isEmpty()) {
      return new Refused("%s: no earlier content is kept to go back to".formatted(spec.war()));
    }
    History back =
        running ? new History(target, present, present, "") : history.holdingBack(present);
    shelf.remember(spec, back);
    Outcome outcome = settling.settle();
    if (outcome instanceof Refused) {
      shelf.remember(spec, history);
      settling.settle();
    }
    return running || !(outcome instanceof Unchanged) ? outcome : stayed(spec);
  }

  /** What lies there has never served, so what serves already is what to go back to. */
  private Outcome stayed(DeploymentSpec spec) {
    return new Done(
        "%s: generation %d goes on serving; what %s holds now is not tried again before it changes"
            .formatted(status.name(), status.serving().getFirst().generation(), spec.war()));
  }
}
