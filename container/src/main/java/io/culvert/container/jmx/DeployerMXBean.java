package io.culvert.container.jmx;

import java.util.List;

/** What can be done to applications, those included that are not there yet or no more. */
@Description("What can be done to applications, also to those that are not there yet or no more.")
public interface DeployerMXBean {
  @Description("The names of all applications.")
  List<String> getApplications();

  @Description(
      "Puts a WAR into the first webapps folder and deploys it. Returns when it serves or has failed.")
  Answer deploy(
      @Argument(name = "war", value = "A .war file that the server can read.") String war,
      @Argument(
              name = "application",
              value = "Where: [HOST[:PORT]:]/PATH. Empty for what the name of the file says.")
          String application);

  @Description("Takes an application out of its webapps folder and stops it.")
  Answer undeploy(
      @Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);

  @Description("Starts a new generation of what is in the WAR of an application now.")
  Answer redeploy(
      @Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);

  @Description("Has an application go back to what was served before.")
  Answer rollback(
      @Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);

  @Description("Lets no new users into an application.")
  Answer drain(@Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);

  @Description("Ends drain.")
  Answer resume(@Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);

  @Description(
      "Begins to undeploy, redeploy, roll back, drain or resume, and returns. What comes of it is told"
          + " in the log and by the application's attributes.")
  Answer begin(
      @Argument(name = "operation", value = "undeploy, redeploy, rollback, drain or resume.")
          String operation,
      @Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);

  @Description("Begins to deploy, and returns. The file must stay until it has been read.")
  Answer beginDeploy(
      @Argument(name = "war", value = "A .war file that the server can read.") String war,
      @Argument(
              name = "application",
              value = "Where: [HOST[:PORT]:]/PATH. Empty for what the name of the file says.")
          String application);

  @Description("Which stage of its start an application is in; empty if it is not being started.")
  String currentStage(
      @Argument(name = "application", value = "[HOST[:PORT]:]/PATH.") String application);
}
