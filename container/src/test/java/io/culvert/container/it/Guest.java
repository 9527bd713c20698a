package io.culvert.container.it;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who uses an application with a browser: keeps cookies, follows redirects, fills forms as
 * they stand in the page. Everything that came back is kept, to be compared.
 */
final class Guest implements AutoCloseable {
  private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
  private static final Pattern INPUT = Pattern.compile("<(?:input|button)\\b([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
  private static final String BOUNDARY = "----------------boundary";
  private static final int MOST_REDIRECTS = 5;

  private final Visitor visitor;
  private final List<String> log = new ArrayList<>();
  private String path = "/";
  private String page = "";

  Guest(int port) {
    visitor = Visitor.regular(port);
  }

  /** All answers in order: what was asked, the status, the type and the body. */
  List<String> log() {
    return log;
  }

  /** The last page. */
  String page() {
    return page;
  }

  /** Opens a page and returns its body. */
  String open(String path) throws IOException, InterruptedException {
    return arrive(path, visitor.get(path), MOST_REDIRECTS);
  }

  /** Follows the link with this id. */
  String follow(String id) throws IOException, InterruptedException {
    Matcher link = Pattern.compile("<a [^>]*id=\"" + id + "\"[^>]*>").matcher(page);
    if (!link.find()) {
      throw new AssertionError("no link " + id + " in " + page);
    }
    return open(resolve(attributes(link.group()).getOrDefault("href", "")));
  }

  /**
   * Fills the form that has a field of this name and sends it.
   *
   * @param values names and values in turn; the other fields have what stands in the page
   */
  String submit(String field, String... values) throws IOException, InterruptedException {
    Form form = form(field);
    Map<String, String> fields = form.filled(values);
    String body =
        fields.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&"));
    String target = resolve(form.action());
    return arrive(target, visitor.post(target, Visitor.FORM, body), MOST_REDIRECTS);
  }

  /** Posts fields where there is no form. */
  String submitTo(String target, String name, String value)
      throws IOException, InterruptedException {
    String body = encode(name) + "=" + encode(value);
    return arrive(target, visitor.post(target, Visitor.FORM, body), MOST_REDIRECTS);
  }

  /** Fills the form that has this file field, with a file of so many bytes. */
  String upload(String field, String fileName, int bytes, String... values)
      throws IOException, InterruptedException {
    Form form = form(field);
    Map<String, String> fields = form.filled(values);
    fields.remove(field);
    return send(resolve(form.action()), field, fileName, bytes, fields);
  }

  /** Uploads where there is no form. */
  String send(String target, String field, String fileName, int bytes, Map<String, String> fields)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, name, value)));
    body.append(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, field, fileName));
    body.append("Content-Type: text/plain\r\n\r\n").append("0123456789".repeat(bytes / 10));
    body.append("\r\n--").append(BOUNDARY).append("--\r\n");
    String type = "multipart/form-data; boundary=" + BOUNDARY;
    return arrive(
        target,
        visitor.post(target, type, BodyPublishers.ofString(body.toString())),
        MOST_REDIRECTS);
  }

  private String arrive(String asked, HttpResponse<String> answer, int redirects)
      throws IOException, InterruptedException {
    String location = answer.headers().firstValue("Location").orElse("");
    String type = answer.headers().firstValue("Content-Type").orElse("-");
    path = asked;
    // one server names itself in redirects, the other does not: both may (RFC 9110 §10.2.2)
    String next = location.isEmpty() ? "" : resolve(location);
    // error pages look different, and the encoding of what says none is each server's own
    log.add(
        answer.statusCode() < 400
            ? "%s: %d %s %s\n%s"
                .formatted(
                    asked, answer.statusCode(), type.replaceAll("\\s*;.*", ""), next, answer.body())
            : "%s: %d".formatted(asked, answer.statusCode()));
    page = answer.body();
    if (next.isEmpty() || redirects == 0) {
      return page;
    }
    return arrive(next, visitor.get(next), redirects - 1);
  }

  private String resolve(String link) {
    String target = link.replace("&amp;", "&");
    var resolved = visitor.base().resolve(path).resolve(target.isEmpty() ? path : target);
    String query = resolved.getRawQuery();
    return resolved.getRawPath() + (query == null ? "" : "?" + query);
  }

  private Form form(String field) {
    Matcher forms = FORM.matcher(page);
    while (forms.find()) {
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher inputs = INPUT.matcher(forms.group(2));
      while (inputs.find()) {
        Map<String, String> input = attributes(inputs.group(1));
        if (input.containsKey("name")) {
          fields.put(input.get("name"), input.getOrDefault("value", ""));
        }
      }
      if (fields.containsKey(field)) {
        return new Form(attributes(forms.group(1)).getOrDefault("action", ""), fields);
      }
    }
    throw new AssertionError("no form with " + field + " in " + page);
  }

  private static Map<String, String> attributes(String tag) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher attributes = ATTRIBUTE.matcher(tag);
    while (attributes.find()) {
      found.put(attributes.group(1), attributes.group(2));
    }
    return found;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    visitor.close();
  }

  /** A form as it stands in a page. */
  private record Form(String action, Map<String, String> fields) {
    Map<String, String> filled(String... values) {
      Map<String, String> filled = new LinkedHashMap<>(fields);
      for (int i = 0; i < values.length; i += 2) {
        filled.put(values[i], values[i + 1]);
      }
      return filled;
    }
  }
}
