package io.culvert.container.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What differs from one answer to the next by its nature, and what stands for it. */
final class ByNature {
  private static final Map<Pattern, String> REPLACEMENTS = new LinkedHashMap<>();

  static {
    // Tomcat's println() ends lines with CR LF, ours with LF: the specification leaves it open
    REPLACEMENTS.put(Pattern.compile("\\r\\n"), "\n");
    REPLACEMENTS.put(Pattern.compile("(?i)(port: *(?:<[^>]*>)?)\\d+"), "$1PORT");
    REPLACEMENTS.put(Pattern.compile("127\\.0\\.0\\.1:[0-9]+"), "HOST");
    REPLACEMENTS.put(Pattern.compile(";jsessionid=[0-9A-Za-z_.\\-]+"), "");
    // no word boundaries: an id may begin or end with a hyphen
    REPLACEMENTS.put(
        Pattern.compile("(?<![\\w-])(?:[0-9A-F]{32}|[\\w-]{22,30})(?![\\w-])"), "SESSION");
    REPLACEMENTS.put(Pattern.compile("@[0-9a-f]{5,8}\\b"), "@IDENTITY");
    REPLACEMENTS.put(
        Pattern.compile("\\w{3} \\w{3} [ 0-9]\\d \\d\\d:\\d\\d:\\d\\d \\w{3,4} \\d{4}"), "DATE");
    REPLACEMENTS.put(
        Pattern.compile("\\b\\d{1,2}:\\d{1,2}(:\\d{1,2})?(\\.\\d+)?( [AP]M)?\\b"), "TIME");
    REPLACEMENTS.put(Pattern.compile("\\b1[0-9]{12}\\b"), "MILLIS");
    // the views of Faces
    REPLACEMENTS.put(Pattern.compile("-?\\d{15,20}:-?\\d{15,20}"), "VIEW");
  }

  private ByNature() {}

  /** The text, without it. */
  static String without(String text) {
    String same = text;
    for (Map.Entry<Pattern, String> each : REPLACEMENTS.entrySet()) {
      same = each.getKey().matcher(same).replaceAll(each.getValue());
    }
    return same;
  }
}
