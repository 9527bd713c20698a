package io.culvert.container.frontend.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Single directives that do not go with servlets, whatever else there is. */
final class NginxSettings implements NginxRule {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|)");
  private static final int DEFAULT_SECONDS = 60;

  private record Unsuited(
      String name, Predicate<Directive> hurts, Severity severity, String what, String instead) {}

  private static final List<Unsuited> UNSUITED =
      List.of(
          new Unsuited(
              "fastcgi_split_path_info",
              _ -> true,
              Severity.WARNING,
              "paths are cut as if they named a script; Culvert takes them from REQUEST_URI",
              "nothing"),
          new Unsuited(
              "fastcgi_index",
              _ -> true,
              Severity.WARNING,
              "a name is added to paths that end with '/'; welcome files are the application's affair",
              "nothing"),
          new Unsuited(
              "fastcgi_buffering",
              directive -> directive.argument(0).equals("off"),
              Severity.NOTE,
              "slow clients hold a response at Culvert; event streams are passed on at once also without",
              "nothing: Culvert switches buffering off for the responses that need it"),
          new Unsuited(
              "fastcgi_ignore_headers",
              directive -> directive.arguments().contains("X-Accel-Buffering"),
              Severity.WARNING,
              "server-sent events arrive together, as Culvert can't ask for them to be passed on",
              "leave out X-Accel-Buffering"),
          new Unsuited(
              "fastcgi_intercept_errors",
              directive -> directive.argument(0).equals("on"),
              Severity.WARNING,
              "error pages of applications are replaced, answers of APIs among them",
              "fastcgi_intercept_errors off;"),
          new Unsuited(
              "fastcgi_read_timeout",
              NginxSettings::isShort,
              Severity.WARNING,
              "a page that takes longer is answered with 504, and quiet event streams end",
              "fastcgi_read_timeout 60s;"),
          new Unsuited(
              "fastcgi_send_timeout",
              NginxSettings::isShort,
              Severity.WARNING,
              "uploads that an application reads slowly are cut off",
              "fastcgi_send_timeout 60s;"));

  private static boolean isShort(Directive directive) {
    Matcher time = SHORT.matcher(directive.argument(0));
    if (!time.matches()) {
      return false;
    }
    long number = Long.parseLong(time.group(1));
    return time.group(2).equals("ms") ? number < DEFAULT_SECONDS * 1000 : number < DEFAULT_SECONDS;
  }

  @Override
  public Stream<Finding> findings(NginxSite site) {
    return Stream.of(
            UNSUITED.stream().flatMap(unsuited -> single(site, unsuited)),
            site.passes().stream().flatMap(NginxSettings::cache),
            site.passes().stream().flatMap(NginxSettings::headers))
        .flatMap(found -> found);
  }

  private static Stream<Finding> single(NginxSite site, Unsuited unsuited) {
    return site.anywhere(unsuited.name()).stream()
        .filter(unsuited.hurts())
        .map(
            directive ->
                new Finding(
                    directive.place(),
                    unsuited.severity(),
                    "%s: %s".formatted(unsuited.name(), unsuited.what()),
                    unsuited.instead()));
  }

  private static Stream<Finding> cache(NginxScope scope) {
    Optional<Directive> cache =
        scope.last("fastcgi_cache").filter(found -> !found.argument(0).equals("off"));
    boolean skipsSessions = scope.last("fastcgi_no_cache").isPresent();
    return cache.stream()
        .filter(_ -> !skipsSessions)
        .map(
            found ->
                new Finding(
                    found.place(),
                    Severity.WARNING,
                    "pages of one session may be kept and shown to another",
                    "fastcgi_no_cache $cookie_JSESSIONID; fastcgi_cache_bypass $cookie_JSESSIONID;"));
  }

  private static Stream<Finding> headers(NginxScope scope) {
    return scope.last("fastcgi_buffer_size").isPresent()
        ? Stream.of()
        : Stream.of(
            new Finding(
                scope.own("fastcgi_pass").getFirst().place(),
                Severity.NOTE,
                "response headers of more than one memory page, 4 KiB, are answered with 502",
                "fastcgi_buffer_size 16k; fastcgi_buffers 16 16k;"));
  }
}
