package io.culvert.sample.paper;

import io.culvert.sample.web.Html;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A content file with variables like <code>{{city}}</code>.
 *
 * @param text as it was read
 */
record Template(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-zA-Z]{1,20})\\}\\}");

  /**
   * The file with every known variable replaced by the user's attribute, escaped; unknown ones stay
   * as they are.
   */
  String filledFor(User user) {
    Map<String, String> values =
        Map.of(
            "name", user.name(),
            "fullName", user.fullName(),
            "city", user.city(),
            "language", user.language(),
            "interest", user.interest(),
            "memberSince", user.memberSince());
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              return Matcher.quoteReplacement(value == null ? found.group() : Html.escape(value));
            });
  }
}
