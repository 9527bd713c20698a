package io.culvert.container.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows every link of a web application from page to page, as a search engine does.
 *
 * @param base scheme, host and port
 * @param prefix the path all pages are below
 * @param skip paths that are not to be asked for
 */
record Crawl(URI base, String prefix, Predicate<String> skip) {
  private static final int MOST_PAGES = 3000;
  private static final Pattern LINK =
      Pattern.compile(
          "\\b(?:href|src|action)\\s*=\\s*[\"']?([^\"'\\s>#]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SESSION = Pattern.compile(";jsessionid=[^?#]*");

  /** What was found at a path. */
  record Page(int status, String type, String location, String body) {
    boolean isHtml() {
      return type.startsWith("text/html");
    }
  }

  /** All pages that can be reached from the start, by path and query. */
  SortedMap<String, Page> run(String start) throws IOException, InterruptedException {
    SortedMap<String, Page> pages = new TreeMap<>();
    Queue<String> open = new ArrayDeque<>();
    open.add(start);
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .build()) {
      for (String path = open.poll(); path != null; path = open.poll()) {
        if (pages.containsKey(path) || pages.size() >= MOST_PAGES) {
          continue;
        }
        Page page = fetch(client, path);
        pages.put(path, page);
        links(path, page).forEach(open::add);
      }
    }
    return pages;
  }

  private Page fetch(HttpClient client, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60)).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Page(
        response.statusCode(),
        type,
        response.headers().firstValue("Location").orElse(""),
        new String(response.body(), StandardCharsets.ISO_8859_1));
  }

  private Stream<String> links(String path, Page page) {
    Stream<String> inBody =
        page.isHtml()
            ? LINK.matcher(page.body()).results().map(result -> result.group(1))
            : Stream.empty();
    Stream<String> all =
        page.location().isEmpty() ? inBody : Stream.concat(inBody, Stream.of(page.location()));
    return all.map(link -> target(path, link)).filter(target -> !target.isEmpty());
  }

  /** Where a link leads, if that is inside the application; else the empty string. */
  private String target(String from, String link) {
    String plain = SESSION.matcher(link.replace("&amp;", "&")).replaceAll("");
    Matcher odd = Pattern.compile("[^\\x21-\\x7e]|[<>{}|\\\\^`\"$]").matcher(plain);
    if (odd.find()) {
      return "";
    }
    try {
      URI target = base.resolve(from).resolve(plain).normalize();
      boolean here = base.getHost().equals(target.getHost()) && base.getPort() == target.getPort();
      if (!here || !target.getRawPath().startsWith(prefix) || skip.test(target.getRawPath())) {
        return "";
      }
      String query = target.getRawQuery();
      return target.getRawPath() + (query == null ? "" : "?" + query);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
