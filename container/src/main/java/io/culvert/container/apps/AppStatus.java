package io.culvert.container.apps;

import io.culvert.container.deploy.Deployment.StageTiming;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an application fares, at one moment.
 *
 * @param state what a client meets
 * @param since when it got into that state
 * @param serving the versions that answer requests, the one that takes new sessions first; empty if
 *     none does at this moment
 * @param building the generation being started, if one is
 * @param failure why the latest attempt to deploy failed; empty as soon as one succeeds
 * @param held why something else than the present content of the WAR is served, in words
 * @param retired earlier generations that still occupy memory, the oldest first
 */
public record AppStatus(
    AppName name,
    State state,
    Instant since,
    List<Serving> serving,
    Optional<Building> building,
    Optional<Failure> failure,
    Optional<String> held,
    List<Retired> retired) {
  public AppStatus {
    serving = List.copyOf(serving);
    retired = List.copyOf(retired);
  }

  /** What a client meets. */
  public enum State {
    /** Nothing has been started yet; requests are answered with 503. */
    STARTING,
    /** Requests are served. */
    RUNNING,
    /** Requests of known sessions are served, others answered with 503. */
    DRAINED,
    /** It was unloaded because nobody asked for it; the next request starts it and is served. */
    IDLE,
    /**
     * Nothing could be started; requests are answered with 503, but for those that have it tried
     * again.
     */
    FAILED,
    /** It is wanted no more; requests are answered with 404. */
    STOPPED
  }

  /**
   * A generation that answers requests.
   *
   * @param version empty if there are no versions side by side
   * @param generation counts the attempts to start something at this address, from 1
   * @param war what the operator deployed
   * @param digest the SHA-256 of its content as lower-case hex
   * @param since when it began to serve
   * @param timings how long each stage of its start took
   * @param sessions those that live
   */
  public record Serving(
      String version,
      int generation,
      Path war,
      String digest,
      Instant since,
      List<StageTiming> timings,
      Traffic traffic,
      int sessions) {}

  /**
   * Requests of one generation.
   *
   * @param requests all that were let in
   * @param errors those of them that were answered with a status of 500 or more
   * @param running those that have not ended
   */
  public record Traffic(long requests, long errors, int running) {}

  /** A generation being started: what it is doing, and since when it is being started. */
  public record Building(String version, int generation, String stage, Instant since) {}

  /**
   * A generation that could not be started.
   *
   * @param stage where it failed
   * @param retry from when on a request has it tried again; empty if only the operator can, or
   *     another content
   */
  public record Failure(
      String version,
      int generation,
      String stage,
      String cause,
      Instant at,
      Optional<Instant> retry) {
    /** To be said after it: from when on it is tried again, if it is. */
    public String outlook() {
      return retry.map("; a request after %s tries again"::formatted).orElse("");
    }

    /** The same, of what a request has tried again from then on. */
    public Failure triedAgain(Instant notBefore) {
      return new Failure(version, generation, stage, cause, at, Optional.of(notBefore));
    }
  }

  /**
   * A generation that serves no new requests.
   *
   * @param phase what it is doing
   * @param since when it was replaced
   * @param culprits what keeps its classes in memory, one sentence each, as far as that can be
   *     found out; only of one that has stopped
   */
  public record Retired(
      String version, int generation, Phase phase, Instant since, List<String> culprits) {}

  /** What becomes of a generation that was replaced. */
  public enum Phase {
    /** Its running requests come to their end. */
    DRAINING,
    /** Its servlets and listeners are told to end. */
    STOPPING,
    /** It has ended; its classes are still in memory. */
    STOPPED
  }
}
