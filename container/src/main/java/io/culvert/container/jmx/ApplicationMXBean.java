package io.culvert.container.jmx;

import java.util.List;

/** One application. */
@Description("One application: what is deployed at one address.")
public interface ApplicationMXBean {
  @Description("Its name: [HOST[:PORT]:]/PATH.")
  String getName();

  @Description("The virtual host; empty for the default host.")
  String getHost();

  @Description("The context path; empty for the root.")
  String getContextPath();

  @Description(
      "STARTING: nothing is there to serve yet. RUNNING. DRAINED: only requests of sessions that"
          + " exist are served. IDLE: it was unloaded, and the next request starts it again. FAILED:"
          + " nothing could be started. STOPPED.")
  String getState();

  @Description("When it got into that state, by ISO 8601 in UTC.")
  String getSince();

  @Description("The version that takes new sessions; empty if there are no versions side by side.")
  String getVersion();

  @Description("Counts what was started at this address, from 1; 0 if nothing serves.")
  int getGeneration();

  @Description("The WAR file or folder that is served; empty if nothing is.")
  String getWar();

  @Description("The SHA-256 of the content of the WAR, in hexadecimal; empty if nothing serves.")
  String getContentDigest();

  @Description("How long each stage of its start took, in milliseconds, in their order.")
  List<StageTime> getStageTimings();

  @Description("Requests that its serving generations have had.")
  long getRequests();

  @Description("Those of them that were answered with a status of 500 or more.")
  long getErrors();

  @Description("Those of them that run now.")
  int getRequestsRunning();

  @Description("Sessions that live now.")
  long getSessions();

  @Description("All versions that serve, the one that takes new sessions first.")
  List<VersionReading> getVersions();

  @Description("The stage of the generation that is being started now; empty if none is.")
  String getCurrentStage();

  @Description("When and why the latest attempt to start something failed; empty if it succeeded.")
  String getLastFailure();

  @Description("Why something else is served than the present content of the WAR; mostly empty.")
  String getHeld();

  @Description("Earlier generations that have ended and still occupy memory.")
  int getLeakedGenerations();

  @Description("What keeps them there, as far as it can be found out.")
  List<String> getLeaks();

  @Description("Starts a new generation of what is in the WAR now.")
  Answer redeploy();

  @Description("Goes back to the content, or the version, that was served before.")
  Answer rollback();

  @Description(
      "Lets no new user in: requests without a session are answered with 503. Until resume.")
  Answer drain();

  @Description("Ends drain.")
  Answer resume();

  @Description(
      "Compiles all of its pages that are not compiled yet, and waits for it. REFUSED if one does"
          + " not compile.")
  Answer precompile();

  @Description("Takes it out of its webapps folder and stops it.")
  Answer undeploy();
}
