package io.culvert.container.frontend.check;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names what would hurt in a configuration that somebody wrote.
 *
 * @param language what it is written in; if that is absent it is found out
 * @param maxBody {@code limits.request-body} of Culvert; 0 for any
 */
public record FrontEndCheck(Optional<Language> language, long maxBody) {
  /** Reads a file with all it includes. */
  public CheckResult of(Path file) {
    try {
      Path main = file.toAbsolutePath().normalize();
      Language found =
          language.isPresent()
              ? language.orElseThrow()
              : Language.of(new Sources(List.of()).read(main));
      Stream<Finding> findings =
          switch (found) {
            case NGINX -> nginx(main);
            case LIGHTTPD -> lighttpd(main);
          };
      return new CheckResult.Read(sorted(findings));
    } catch (UnreadableException e) {
      return new CheckResult.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static List<Finding> sorted(Stream<Finding> findings) {
    return findings
        .distinct()
        .sorted(
            Comparator.comparing((Finding finding) -> finding.place().file())
                .thenComparingInt(finding -> finding.place().line())
                .thenComparing(Finding::severity))
        .toList();
  }

  /** nginx takes relative names from the folder of its main file, which may be the one above. */
  private Stream<Finding> nginx(Path file) throws UnreadableException {
    Path folder = folder(file);
    NginxReader reader =
        new NginxReader(new Sources(List.of(folder, folder(folder), Path.of("/etc/nginx"))));
    Directive all = new Directive(new Place(file, 1), "", List.of(), reader.read(file));
    NginxSite site = new NginxSite(NginxScope.all(all), maxBody, reader.missing().isEmpty());
    return Stream.of(
            reader.missing().stream(),
            NginxRule.ALL.stream().flatMap(rule -> rule.findings(site)),
            nothing(file, site.anywhere("fastcgi_pass").isEmpty(), "fastcgi_pass"))
        .flatMap(found -> found);
  }

  private Stream<Finding> lighttpd(Path file) throws UnreadableException {
    LighttpdReader reader = new LighttpdReader(new Sources(List.of(folder(file))));
    LighttpdSite site = new LighttpdSite(reader.read(file), maxBody);
    return Stream.of(
            reader.missing().stream(),
            LighttpdRule.ALL.stream().flatMap(rule -> rule.findings(site)),
            nothing(file, site.servers().isEmpty(), "fastcgi.server"))
        .flatMap(found -> found);
  }

  private static Stream<Finding> nothing(Path file, boolean absent, String name) {
    return absent
        ? Stream.of(
            new Finding(
                new Place(file, 1),
                Severity.NOTE,
                "there is no %s in it, so nothing is sent to Culvert".formatted(name),
                ""))
        : Stream.of();
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
