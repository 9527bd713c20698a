package io.culvert.container.jmx;

import java.util.List;
import java.util.SortedMap;

/** The build cache: what was made of WARs, and is used again. */
@Description(
    "The build cache: what was made of WARs, and is used again. It has no limit of size: what is in"
        + " use cannot be given up, and the rest goes by age.")
public interface CacheMXBean {
  @Description("Where it is.")
  String getFolder();

  @Description("For how many hours what no application uses is kept.")
  long getKeepHours();

  @Description("How many things are kept there, by all servers that share it.")
  long getEntries();

  @Description("Their size together.")
  long getBytes();

  @Description("How often something was asked for by this server and was there.")
  long getHits();

  @Description("How often something was asked for by this server and was not, or was damaged.")
  long getMisses();

  @Description("How many things this server has built, of each kind.")
  SortedMap<String, Long> getBuilt();

  @Description("How long it has built them, in milliseconds, of all threads together.")
  long getBuildMillis();

  @Description("How often building has failed, as it does for a WAR that is broken.")
  long getFailures();

  @Description("How often another server was waited for, which built the same.")
  long getWaits();

  @Description("How many things this server has found damaged when they were asked for.")
  long getDamaged();

  @Description("How many things this server has removed as garbage.")
  long getCollected();

  @Description(
      "How many things went because sessions or requests needed room: always 0. Nothing of theirs"
          + " has a way to the cache; every removal has a reason with a counter, this is what is"
          + " left when those are taken from the number of folders that were removed.")
  long getEvictedBySessions();

  @Description(
      "Reads all of it and names what is not as it was built. Nothing is changed: such things are"
          + " never used, but built anew.")
  List<String> verify();

  @Description(
      "Removes what no application of any server uses, and none has asked for in the time that"
          + " things are kept.")
  Answer collectGarbage(
      @Argument(name = "dryRun", value = "Whether only to say what would be removed.")
          boolean dryRun);
}
