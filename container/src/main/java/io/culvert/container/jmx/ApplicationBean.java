package io.culvert.container.jmx;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.Applications;
import java.util.List;
import java.util.Optional;

/** One application by its name; holds nothing of what runs there. */
record ApplicationBean(AppName name, Applications applications) implements ApplicationMXBean {
  private AppStatus status() {
    return applications
        .find(name)
        .orElseThrow(() -> new IllegalStateException("there is no application " + name));
  }

  private Optional<AppStatus.Serving> first() {
    return status().serving().stream().findFirst();
  }

  @Override
  public String getName() {
    return name.toString();
  }

  @Override
  public String getHost() {
    return name.host();
  }

  @Override
  public String getContextPath() {
    return name.contextPath();
  }

  @Override
  public String getState() {
    return status().state().name();
  }

  @Override
  public String getSince() {
    return status().since().toString();
  }

  @Override
  public String getVersion() {
    return first().map(AppStatus.Serving::version).orElse("");
  }

  @Override
  public int getGeneration() {
    return first().map(AppStatus.Serving::generation).orElse(0);
  }

  @Override
  public String getWar() {
    return first().map(serving -> serving.war().toString()).orElse("");
  }

  @Override
  public String getContentDigest() {
    return first().map(AppStatus.Serving::digest).orElse("");
  }

  @Override
  public List<StageTime> getStageTimings() {
    return first().stream()
        .flatMap(serving -> serving.timings().stream())
        .map(timing -> new StageTime(timing.stage(), timing.took().toMillis()))
        .toList();
  }

  @Override
  public long getRequests() {
    return getVersions().stream().mapToLong(VersionReading::requests).sum();
  }

  @Override
  public long getErrors() {
    return getVersions().stream().mapToLong(VersionReading::errors).sum();
  }

  @Override
  public int getRequestsRunning() {
    return getVersions().stream().mapToInt(VersionReading::requestsRunning).sum();
  }

  @Override
  public long getSessions() {
    return getVersions().stream().mapToLong(VersionReading::sessions).sum();
  }

  @Override
  public List<VersionReading> getVersions() {
    return status().serving().stream().map(VersionReading::of).toList();
  }

  @Override
  public String getCurrentStage() {
    return status().building().map(AppStatus.Building::stage).orElse("");
  }

  @Override
  public String getLastFailure() {
    return status().failure().map(ApplicationBean::sentence).orElse("");
  }

  private static String sentence(AppStatus.Failure failure) {
    return "generation %d failed at %s in stage %s: %s%s"
        .formatted(
            failure.generation(),
            failure.at(),
            failure.stage(),
            failure.cause(),
            failure.outlook());
  }

  @Override
  public String getHeld() {
    return status().held().orElse("");
  }

  private List<AppStatus.Retired> leaked() {
    return status().retired().stream()
        .filter(retired -> retired.phase() == AppStatus.Phase.STOPPED)
        .toList();
  }

  @Override
  public int getLeakedGenerations() {
    return leaked().size();
  }

  @Override
  public List<String> getLeaks() {
    return leaked().stream()
        .flatMap(
            retired ->
                retired.culprits().stream()
                    .map(why -> "generation %d: %s".formatted(retired.generation(), why)))
        .toList();
  }

  @Override
  public Answer redeploy() {
    return Answer.of(applications.redeploy(name));
  }

  @Override
  public Answer rollback() {
    return Answer.of(applications.rollback(name));
  }

  @Override
  public Answer drain() {
    return Answer.of(applications.drain(name));
  }

  @Override
  public Answer resume() {
    return Answer.of(applications.resume(name));
  }

  @Override
  public Answer precompile() {
    return Answer.of(applications.precompile(name));
  }

  @Override
  public Answer undeploy() {
    return Answer.of(applications.undeploy(name));
  }
}
