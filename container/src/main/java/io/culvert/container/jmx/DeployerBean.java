package io.culvert.container.jmx;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.Applications;
import io.culvert.container.apps.DeployRequest;
import io.culvert.container.apps.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The verbs on applications by their names.
 *
 * @param afterwards called when one may have come or gone
 */
record DeployerBean(Applications applications, Runnable afterwards) implements DeployerMXBean {
  private static final Logger LOG = Logger.getLogger(DeployerBean.class);

  @Override
  public List<String> getApplications() {
    return applications.list().stream().map(AppStatus::name).map(AppName::toString).toList();
  }

  @Override
  public Answer deploy(String war, String application) {
    return answer(() -> applications.deploy(request(Path.of(war), application)));
  }

  /** {@code /shop##2} is version 2, as in the names of files. */
  private static DeployRequest request(Path war, String application) {
    if (application.isEmpty()) {
      return DeployRequest.of(war);
    }
    int version = application.indexOf("##");
    return version < 0
        ? new DeployRequest(AppName.parse(application), "", war)
        : new DeployRequest(
            AppName.parse(application.substring(0, version)),
            application.substring(version + 2),
            war);
  }

  @Override
  public Answer undeploy(String application) {
    return answer(application, applications::undeploy);
  }

  @Override
  public Answer redeploy(String application) {
    return answer(application, applications::redeploy);
  }

  @Override
  public Answer rollback(String application) {
    return answer(application, applications::rollback);
  }

  @Override
  public Answer drain(String application) {
    return answer(application, applications::drain);
  }

  @Override
  public Answer resume(String application) {
    return answer(application, applications::resume);
  }

  @Override
  public Answer begin(String operation, String application) {
    return answer(
        () -> {
          AppName name = AppName.parse(application);
          Function<AppName, Outcome> verb = verb(operation);
          return applications.find(name).isEmpty()
              ? new Outcome.Refused("%s: no such application is deployed".formatted(name))
              : begun(operation, application, () -> verb.apply(name));
        });
  }

  private Function<AppName, Outcome> verb(String operation) {
    return switch (operation) {
      case "undeploy" -> applications::undeploy;
      case "redeploy" -> applications::redeploy;
      case "rollback" -> applications::rollback;
      case "drain" -> applications::drain;
      case "resume" -> applications::resume;
      default ->
          throw new IllegalArgumentException("there is no operation '%s'".formatted(operation));
    };
  }

  @Override
  public Answer beginDeploy(String war, String application) {
    return answer(
        () -> {
          DeployRequest request = request(Path.of(war), application);
          return begun("deploy", request.name().toString(), () -> applications.deploy(request));
        });
  }

  /** On a thread of its own: an application may take long, and the caller does not wait. */
  private Outcome begun(String operation, String application, Supplier<Outcome> work) {
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .name(operation + " " + application)
        .start(() -> LOG.infof("%s", answer(work).text()));
    return new Outcome.Done(
        "%s: %s has begun; the log and the status tell what comes of it"
            .formatted(application, operation));
  }

  private Answer answer(String application, Function<AppName, Outcome> verb) {
    return answer(() -> verb.apply(AppName.parse(application)));
  }

  /** What cannot be read is answered like what cannot be done. */
  private Answer answer(Supplier<Outcome> verb) {
    try {
      return Answer.of(verb.get());
    } catch (IllegalArgumentException e) {
      return new Answer(Answer.Result.REFUSED, String.valueOf(e.getMessage()));
    } finally {
      afterwards.run();
    }
  }

  @Override
  public String currentStage(String application) {
    return applications
        .find(AppName.parse(application))
        .flatMap(AppStatus::building)
        .map(AppStatus.Building::stage)
        .orElse("");
  }
}
