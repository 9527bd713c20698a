package io.culvert.container.jmx;

import io.culvert.connector.monitor.Latency;
import java.util.List;
import java.util.SortedMap;

/** The sessions of one application. */
@Description("The sessions of one application, or of one of its versions side by side.")
public interface SessionsMXBean {
  @Description("Whose they are: [HOST[:PORT]:]/PATH, with ##VERSION where there is one.")
  String getName();

  @Description("Sessions that live now. Those in which nothing was ever stored are not among them.")
  long getLive();

  @Description(
      "The same by what they are worth when there is no room for all: NEWCOMER, the client has not"
          + " come back yet; IDLE, nothing is in it; WITH_DATA; AUTHENTICATED.")
  SortedMap<String, Long> getLiveByStanding();

  @Description("How many there may be, sessions.max; -1 for any number.")
  long getMax();

  @Description("About how many bytes they take.")
  long getBytes();

  @Description("Sessions that were stored since the server started.")
  long getCreated();

  @Description("Sessions that began as a signed cookie alone, with nothing stored.")
  long getPromised();

  @Description("Sessions that ended because their time was up.")
  long getExpired();

  @Description("Sessions that the application or an operator ended.")
  long getInvalidated();

  @Description("Sessions that had to give way to others.")
  long getEvicted();

  @Description("The same by what they were worth, as LiveByStanding has it.")
  SortedMap<String, Long> getEvictedByStanding();

  @Description("New sessions that found no room, because nobody may give way; answered with 503.")
  long getRefused();

  @Description("Requests that came with the route of another node in their session id.")
  long getStrayed();

  @Description("Clients whose sessions belong to this node from then on, and to another before.")
  long getRerouted();

  @Description("Requests that strayed and were answered by the node that has their session.")
  long getRelayed();

  @Description("Requests that strayed and whose node was not reached or broke off its answer.")
  long getRelayFailures();

  @Description("Clients that got a new session here because their node was not reached.")
  long getFailedOver();

  @Description(
      "How long calls to the session store took in the last minute, in microseconds, by what was"
          + " called: FIND, VISIT, CREATE, SAVE, TOUCH, RENAME, FLUSH, DELETE and EXPIRE;"
          + " percentiles, the longest, and how many there were. Renewed every ten seconds.")
  SortedMap<String, Latency> getStoreLatencyLastMinute();

  @Description("The same since the server started.")
  SortedMap<String, Latency> getStoreLatency();

  @Description(
      "Times a session in Redis was known here so well that Redis was not asked; 0 for other"
          + " stores.")
  long getNearCacheHits();

  @Description(
      "Times Redis was asked for a session and said that what is known here is up to date.")
  long getNearCacheConfirmed();

  @Description("Times a session was read from Redis: it was not known here, or had changed there.")
  long getNearCacheMisses();

  @Description("Whether Redis does not answer, or was not told yet what it missed meanwhile.")
  boolean isStoreAway();

  @Description(
      "Changes and visits of sessions that Redis has yet to be told of, of all applications.")
  long getStoreBacklog();

  @Description(
      "Some sessions in the order of their keys, which is a random one. Looks at all of the"
          + " application.")
  List<SessionReading> list(
      @Argument(
              name = "after",
              value = "The key of the last session of the page before; empty for the first page.")
          String after,
      @Argument(name = "most", value = "How many at most, 1 to 1000.") String most);

  @Description("One session, by its key. Fails if there is none.")
  SessionReading inspect(
      @Argument(name = "key", value = "What it goes by in list; not its id.") String key);

  @Description("Ends one session, by its key. The application's listeners are told.")
  Answer invalidate(
      @Argument(name = "key", value = "What it goes by in list; not its id.") String key);
}
