package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus;
import io.culvert.container.apps.AppStatus.Building;
import io.culvert.container.apps.AppStatus.Failure;
import io.culvert.container.apps.AppStatus.Retired;
import io.culvert.container.apps.AppStatus.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted at one address, what serves there, what has failed, and what a client meets
 * because of that: the gate is told with every change. Any thread; the lock guards the fields and
 * is held for a moment only.
 */
final class Roster {
  private final Gate gate;
  private final InstantSource clock;
  private final Map<String, Generation> serving = new HashMap<>();
  private final Map<String, Content> failed = new HashMap<>();
  private final Set<Content> finished = new HashSet<>();
  private Wish wish = Wish.NOTHING;
  private boolean drained;
  private @Nullable Content resting; // waits for somebody who asks for it
  private Retry retry = Retry.AT_ONCE; // of what rests
  private @Nullable Failure failure;
  private State state = State.STARTING;
  private Instant since;

  Roster(Gate gate, InstantSource clock) {
    this.gate = gate;
    this.clock = clock;
    this.since = clock.instant();
  }

  synchronized Wish wish() {
    return wish;
  }

  /** This is wanted from now on; nobody is told before something has come of it. */
  synchronized void want(Wish wanted) {
    wish = wanted;
  }

  synchronized @Nullable Generation serving(String version) {
    return serving.get(version);
  }

  /**
   * Whether the latest attempt at that version was to start this content, and has failed for good.
   */
  synchronized boolean hasFailed(Content content) {
    return content.equals(failed.get(content.spec().version()));
  }

  /** Whether this content has served until it had no sessions left, and a higher version serves. */
  synchronized boolean hasFinished(Content content) {
    return finished.contains(content)
        && wish.contents().stream()
            .takeWhile(higher -> !higher.equals(content))
            .anyMatch(higher -> serving.containsKey(higher.spec().version()));
  }

  /**
   * The order in which to start what is wanted: what rests comes first, or other versions, as long
   * as they are alone, would serve its users too, who would lose their sessions.
   */
  synchronized List<Content> order(Wish wanted) {
    List<Content> order = new ArrayList<>(wanted.contents());
    order.sort(Comparator.comparing(content -> !isVersionOfResting(content)));
    return order;
  }

  private boolean isVersionOfResting(Content content) {
    return resting != null && resting.spec().version().equals(content.spec().version());
  }

  /**
   * A generation serves from now on.
   *
   * @return the one that it follows, if there was one
   */
  synchronized @Nullable Generation takeOver(Generation next) {
    @Nullable Generation before = serving.put(next.version(), next);
    failed.remove(next.version());
    finished.remove(next.content());
    failure = null;
    restNoMore();
    lineUp();
    return before;
  }

  private boolean isResting(Content content) {
    return resting != null
        && isVersionOfResting(content)
        && resting.digest().equals(content.digest());
  }

  private void restNoMore() {
    resting = null;
    retry = Retry.AT_ONCE;
  }

  /**
   * A content could not be started. If it has served, until it was unloaded, that may be a passing
   * fault, so it goes on waiting for somebody who asks for it.
   *
   * @return the failure, as it is told from now on
   */
  synchronized Failure fail(Content content, Failure why) {
    failure = isResting(content) ? passing(why) : lasting(content, why);
    lineUp();
    return failure;
  }

  private Failure passing(Failure why) {
    retry = retry.failed(why.at());
    return why.triedAgain(retry.notBefore());
  }

  private Failure lasting(Content content, Failure why) {
    failed.put(content.spec().version(), content);
    if (isVersionOfResting(content)) {
      restNoMore();
    }
    return why;
  }

  /**
   * Takes all versions out of service but these.
   *
   * @return those that have served until now
   */
  synchronized List<Generation> withdraw(List<String> wanted) {
    List<Generation> gone = new ArrayList<>();
    for (String version : List.copyOf(serving.keySet())) {
      if (!wanted.contains(version)) {
        gone.add(serving.remove(version));
      }
    }
    failed.keySet().retainAll(wanted);
    finished.retainAll(wish.contents());
    if (resting != null && !wanted.contains(resting.spec().version())) {
      restNoMore();
    }
    if (failure != null && !wanted.contains(failure.version())) {
      failure = null;
    }
    lineUp();
    return gone;
  }

  /** Takes versions out of service for good, although they are wanted. */
  synchronized void finish(List<Generation> idle) {
    for (Generation each : idle) {
      serving.remove(each.version());
      finished.add(each.content());
    }
    lineUp();
  }

  /**
   * Who serves all requests, and is just what is wanted: without it nothing has to be known of
   * sessions, and what is there can be started again.
   */
  synchronized Optional<Generation> only() {
    List<Generation> all = gate.lineup().generations();
    boolean alone =
        all.size() == 1
            && wish.contents().size() == 1
            && all.getFirst().serves(wish.contents().getFirst());
    return alone && failed.isEmpty() && !drained ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** Takes it out of service until somebody asks for it. */
  synchronized void rest(Generation only) {
    serving.remove(only.version());
    resting = only.content();
    lineUp();
  }

  /** Whether it waits for somebody who asks for it. */
  synchronized boolean isResting() {
    return resting != null;
  }

  /** Whether somebody who asks for it now has it started. */
  synchronized boolean isToBeWoken() {
    return resting != null && (retry.failures() == 0 || retry.isDue(clock.instant()));
  }

  /** Lets no new users in, or lets them in again; says whether that is a change. */
  synchronized boolean drain(boolean on) {
    boolean changed = drained != on;
    drained = on;
    lineUp();
    return changed;
  }

  /** Tells the gate; to be called whenever something changes. */
  private void lineUp() {
    List<Generation> order = new ArrayList<>();
    for (Content content : wish.contents()) {
      @Nullable Generation generation = serving.get(content.spec().version());
      if (generation != null) {
        order.add(generation);
      }
    }
    State now = stateOf(order);
    if (now != state) {
      state = now;
      since = clock.instant();
    }
    gate.set(new Lineup(order, drained, absence(now)));
  }

  private State stateOf(List<Generation> order) {
    if (wish.contents().isEmpty()) {
      return State.STOPPED;
    }
    if (order.isEmpty()) {
      return failure != null ? State.FAILED : resting != null ? State.IDLE : State.STARTING;
    }
    return drained ? State.DRAINED : State.RUNNING;
  }

  private static Absence absence(State state) {
    return switch (state) {
      case IDLE -> Absence.RESTING;
      case FAILED -> Absence.FAILED;
      case RUNNING, DRAINED -> Absence.DRAINED;
      case STARTING, STOPPED -> Absence.STARTING;
    };
  }

  /** Those that serve, the one that takes new sessions first. */
  List<Generation> lineup() {
    return gate.lineup().generations();
  }

  /** All that serve, in no order. */
  synchronized List<Generation> serving() {
    return List.copyOf(serving.values());
  }

  /** Whether nothing is wanted and nothing serves. */
  synchronized boolean isEmpty() {
    return wish.contents().isEmpty() && serving.isEmpty();
  }

  synchronized AppStatus status(AppName name, Optional<Building> building, List<Retired> retired) {
    return new AppStatus(
        name,
        state,
        since,
        lineup().stream().map(Generation::status).toList(),
        building,
        Optional.ofNullable(failure),
        wish.held(),
        retired);
  }
}
