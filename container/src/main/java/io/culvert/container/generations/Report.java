package io.culvert.container.generations;

import io.culvert.container.apps.AppName;
import io.culvert.container.apps.AppStatus.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of what happens at one address, in words.
 *
 * @param name the address
 */
record Report(AppName name) {
  String title(Content content) {
    String version = content.spec().version();
    return version.isEmpty() ? name.toString() : name + "##" + version;
  }

  String serverStops(Content content) {
    return "%s: the server stops".formatted(title(content));
  }

  String hasFinished(Content content) {
    return "%s: has ended with its last session; it serves again when no higher version does"
        .formatted(title(content));
  }

  String servesAlready(Content content) {
    return "%s: serves this content already".formatted(title(content));
  }

  String failedBefore(Content content) {
    return "%s: this content has failed before".formatted(title(content));
  }

  /**
   * A generation has taken over.
   *
   * @param before the one that it follows, if there was one
   */
  String serves(Generation next, @Nullable Generation before) {
    return "%s: generation %d serves%s"
        .formatted(
            title(next.content()),
            next.number(),
            before == null ? "" : ", generation %d ends".formatted(before.number()));
  }

  /**
   * A generation could not be started.
   *
   * @param still the one that serves in its place, if there is one
   */
  String failed(Content content, Failure why, @Nullable Generation still) {
    String goesOn =
        still == null ? "" : "; generation %d goes on serving".formatted(still.number());
    return "%s: generation %d failed in stage %s: %s%s%s"
        .formatted(
            title(content), why.generation(), why.stage(), why.cause(), goesOn, why.outlook());
  }

  /** A generation meets no new requests. */
  String stopped(Generation gone) {
    int left = gone.requestsRunning();
    return "%s: generation %d serves no more%s"
        .formatted(
            title(gone.content()),
            gone.number(),
            left == 0 ? "" : "; %d of its requests have not ended yet".formatted(left));
  }

  /** A generation is unloaded because nobody has asked for it since then. */
  String rests(Generation idle, Instant since) {
    return "%s: generation %d is unloaded, since nobody has asked for it after %s; a request starts it again"
        .formatted(title(idle.content()), idle.number(), since);
  }
}
