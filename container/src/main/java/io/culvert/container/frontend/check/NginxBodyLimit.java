package io.culvert.container.frontend.check;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An upload limit that is not Culvert's. */
final class NginxBodyLimit implements NginxRule {
  private static final long DEFAULT = 1 << 20;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)");

  @Override
  public Stream<Finding> findings(NginxSite site) {
    return site.passes().stream().flatMap(scope -> ofPass(site, scope));
  }

  private static Stream<Finding> ofPass(NginxSite site, NginxScope scope) {
    Optional<Directive> set = scope.last("client_max_body_size");
    OptionalLong limit =
        set.map(found -> bytes(found.argument(0))).orElse(OptionalLong.of(DEFAULT));
    if (limit.isEmpty() || limit.getAsLong() == site.maxBody()) {
      return Stream.of();
    }
    Place place = set.orElse(scope.own("fastcgi_pass").getFirst()).place();
    String instead = "client_max_body_size %d;".formatted(site.maxBody());
    boolean narrower =
        limit.getAsLong() != 0 && (site.maxBody() == 0 || limit.getAsLong() < site.maxBody());
    return Stream.of(
        narrower
            ? new Finding(
                place,
                Severity.WARNING,
                "request bodies above %d bytes are refused with 413%s, but Culvert takes %s"
                    .formatted(
                        limit.getAsLong(), set.isPresent() ? "" : ", the default", taken(site)),
                instead)
            : new Finding(
                place,
                Severity.NOTE,
                "larger request bodies come through than Culvert takes, which is %s"
                    .formatted(taken(site)),
                instead));
  }

  private static String taken(NginxSite site) {
    return site.maxBody() == 0 ? "any" : site.maxBody() + " bytes";
  }

  private static OptionalLong bytes(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(size.group(1));
    return OptionalLong.of(
        switch (size.group(2)) {
          case "k" -> number << 10;
          case "m" -> number << 20;
          case "g" -> number << 30;
          default -> number;
        });
  }
}
