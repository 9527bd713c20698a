package io.culvert.container.frontend.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parameters that Culvert needs and does not get. */
final class NginxParameters implements NginxRule {
  private static final Map<String, String> VITAL = new LinkedHashMap<>();
  private static final Map<String, String> USEFUL = new LinkedHashMap<>();

  static {
    VITAL.put("REQUEST_METHOD", "$request_method");
    VITAL.put("REQUEST_URI", "$request_uri");
    VITAL.put("CONTENT_LENGTH", "$content_length");
    VITAL.put("CONTENT_TYPE", "$content_type");
    VITAL.put("QUERY_STRING", "$query_string");
    VITAL.put("SERVER_PROTOCOL", "$server_protocol");
    USEFUL.put("REMOTE_ADDR", "$remote_addr");
    USEFUL.put("SERVER_NAME", "$server_name");
    USEFUL.put("SERVER_PORT", "$server_port");
    USEFUL.put("HTTPS", "$https if_not_empty");
    USEFUL.put("SERVER_SOFTWARE", "nginx/$nginx_version");
  }

  @Override
  public Stream<Finding> findings(NginxSite site) {
    return site.passes().stream()
        .filter(pass -> site.complete() || !pass.effective("fastcgi_param").isEmpty())
        .flatMap(this::ofPass);
  }

  private Stream<Finding> ofPass(NginxScope scope) {
    Place place = scope.own("fastcgi_pass").getFirst().place();
    List<Directive> params = scope.effective("fastcgi_param");
    if (params.isEmpty()) {
      return Stream.of(
          new Finding(
              place,
              Severity.ERROR,
              "no fastcgi_param holds here, so Culvert learns nothing of the request and answers 400",
              "include fastcgi_params;"));
    }
    Set<String> sent = params.stream().map(param -> param.argument(0)).collect(Collectors.toSet());
    boolean hides = !scope.own("fastcgi_param").isEmpty() && outerHas(scope);
    String lost = hides ? ": a fastcgi_param in this block takes away those of the outer ones" : "";
    return Stream.concat(
        absent(place, Severity.ERROR, VITAL, sent, lost),
        absent(place, Severity.WARNING, USEFUL, sent, lost));
  }

  private static boolean outerHas(NginxScope scope) {
    return scope.path().stream()
        .skip(1)
        .flatMap(outer -> outer.block().stream())
        .anyMatch(directive -> directive.is("fastcgi_param"));
  }

  private static Stream<Finding> absent(
      Place place, Severity severity, Map<String, String> wanted, Set<String> sent, String lost) {
    return wanted.entrySet().stream()
        .filter(param -> !sent.contains(param.getKey()))
        .map(
            param ->
                new Finding(
                    place,
                    severity,
                    "the parameter %s is not sent%s".formatted(param.getKey(), lost),
                    "fastcgi_param %s %s;".formatted(param.getKey(), param.getValue())));
  }
}
