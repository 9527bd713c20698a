package io.culvert.container.frontend.check;

import java.util.stream.Stream;

/** How request bodies are taken. */
final class LighttpdBodies implements LighttpdRule {
  @Override
  public Stream<Finding> findings(LighttpdSite site) {
    return Stream.concat(
        site.of("server.max-request-size").flatMap(setting -> limit(site, setting)),
        site.of("server.stream-request-body")
            .filter(setting -> !setting.value().text().equals("0"))
            .map(
                setting ->
                    new Finding(
                        setting.place(),
                        Severity.NOTE,
                        "bodies without a declared length are refused with 411",
                        "server.stream-request-body = 0, unless uploads are read while they arrive")));
  }

  private static Stream<Finding> limit(LighttpdSite site, LighttpdSetting setting) {
    String text = setting.value().text();
    long wanted = (site.maxBody() + 1023) / 1024;
    if (!text.matches("[0-9]{1,12}") || Long.parseLong(text) == wanted) {
      return Stream.of();
    }
    long kibibytes = Long.parseLong(text);
    boolean narrower = kibibytes != 0 && (wanted == 0 || kibibytes < wanted);
    String taken = wanted == 0 ? "any" : wanted + " KiB";
    return Stream.of(
        new Finding(
            setting.place(),
            narrower ? Severity.WARNING : Severity.NOTE,
            narrower
                ? "request bodies above %d KiB are refused with 413, but Culvert takes %s"
                    .formatted(kibibytes, taken)
                : "larger request bodies come through than Culvert takes, which is " + taken,
            "server.max-request-size = " + wanted));
  }
}
