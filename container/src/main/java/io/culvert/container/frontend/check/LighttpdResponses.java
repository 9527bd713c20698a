package io.culvert.container.frontend.check;

import java.util.stream.Stream;

/** Responses that are collected before they are passed on. */
final class LighttpdResponses implements LighttpdRule {
  @Override
  public Stream<Finding> findings(LighttpdSite site) {
    boolean streams =
        site.of("server.stream-response-body")
            .anyMatch(setting -> !setting.value().text().equals("0"));
    return streams
        ? Stream.of()
        : site.servers().stream()
            .limit(1)
            .map(
                server ->
                    new Finding(
                        server.place(),
                        Severity.WARNING,
                        "responses are collected to their end, so server-sent events arrive together",
                        "server.stream-response-body = 1"));
  }
}
