package io.culvert.container.generations;

import java.util.Comparator;

/**
 * The order of versions side by side: character by character as Tomcat has it, but runs of digits
 * count as numbers, so that 10 comes after 9. No version comes before every other.
 */
final class Version implements Comparator<String> {
  static final Comparator<String> ORDER = new Version();

  private Version() {}

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int endOfOne = endOfPart(one, i);
      int endOfOther = endOfPart(other, j);
      int order = compareParts(one.substring(i, endOfOne), other.substring(j, endOfOther));
      if (order != 0) {
        return order;
      }
      i = endOfOne;
      j = endOfOther;
    }
    int longer = Integer.compare(one.length() - i, other.length() - j);
    return longer == 0 ? one.compareTo(other) : longer; // 1.01 and 1.1 are not the same file
  }

  private static int endOfPart(String text, int start) {
    int end = start + 1;
    if (isDigit(text.charAt(start))) {
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private static int compareParts(String one, String other) {
    if (!isDigit(one.charAt(0)) || !isDigit(other.charAt(0))) {
      return one.compareTo(other);
    }
    String number = one.replaceFirst("^0+", "");
    String otherNumber = other.replaceFirst("^0+", "");
    int byLength = Integer.compare(number.length(), otherNumber.length());
    return byLength == 0 ? number.compareTo(otherNumber) : byLength;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
