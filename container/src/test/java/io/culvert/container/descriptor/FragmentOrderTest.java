package io.culvert.container.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.container.descriptor.Fragment.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentOrderTest {
  /**
   * A fragment is written as {@code A<B,others>C}: A comes before B and the others, and after C; a
   * small first letter stands for a jar without a name.
   */
  @ParameterizedTest(name = "{0} become {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "A B C                     | A B C",
        "A> B>A C>B                | A B C",
        "A>B B>C C                 | C B A",
        "A B<A C<B                 | C B A",
        "A B C<others              | C A B",
        "A>others B C              | B C A",
        "a B<others c              | B a c",
        // the examples of Servlet 6.1 §8.2.2
        "A>others,C B<others C>others D E<others F | B E D F C A",
        "A>others,C B C>others     | B C A",
        "A>B B<C C<others D        | B C A D",
        // who must precede a first one is a first one, too
        "A B<C C<others            | B C A",
        // who must follow a last one is a last one, too
        "A>B B>others C            | C B A",
        "A>unknown B<unknown       | A B",
      })
  void relativeOrder(String fragments, String expected) throws DescriptorException {
    assertEquals(expected, String.join(" ", order(fragments).relative()));
  }

  @ParameterizedTest(name = "{0} ordered as {1} become {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "A B C   | B A        | B A",
        "A B C   | C others A | C B A",
        "A B C   | others     | A B C",
        "a B c   | B others   | B a c",
        "a B c   | B          | B",
        "A B     | A A B      | A B",
        "A B     | X A        | A",
        "A>B B>A | B others   | B A",
      })
  void absoluteOrder(String fragments, String ordering, String expected) throws Exception {
    StringBuilder xml = new StringBuilder("<web-app version='6.1'><absolute-ordering>");
    for (String name : words(ordering, " ")) {
      xml.append(name.equals("others") ? "<others/>" : "<name>" + name + "</name>");
    }
    xml.append("</absolute-ordering></web-app>");
    var webXml = new DescriptorReader().webXml(source(xml.toString()));
    List<String> order = order(fragments).absolute(webXml.getAbsoluteOrdering());
    assertEquals(expected, String.join(" ", order));
  }

  @Test
  void circleIsReportedWithItsMembers() {
    DescriptorException e =
        assertThrows(DescriptorException.class, () -> order("X A>B B>C C>A").relative());
    assertTrue(
        e.getMessage().startsWith("WEB-INF/lib/A!/META-INF/web-fragment.xml: "), e::getMessage);
    for (String name : List.of("A", "B", "C")) {
      assertTrue(e.getMessage().contains("'%s' (WEB-INF/lib/%s)".formatted(name, name)));
    }
    assertTrue(!e.getMessage().contains("'X'"), e::getMessage);
  }

  @Test
  void fragmentThatFollowsItselfIsACircle() {
    assertThrows(DescriptorException.class, () -> order("A>A").relative());
  }

  @Test
  void firstAfterLastIsAContradiction() {
    DescriptorException e =
        assertThrows(DescriptorException.class, () -> order("A<others>B B>others").relative());
    assertTrue(e.getMessage().contains("contradict"), e::getMessage);
  }

  @Test
  void beforeAndAfterTheOthersIsAContradiction() {
    DescriptorException e =
        assertThrows(DescriptorException.class, () -> order("A<others>others").relative());
    assertTrue(e.getMessage().contains("both before and after"), e::getMessage);
  }

  @Test
  void twoFragmentsOfOneNameAreReportedWithBothJars() {
    List<Fragment> twins =
        List.of(
            new Fragment("one.jar", Optional.of("N"), Names.NONE, Names.NONE),
            new Fragment("two.jar", Optional.of("N"), Names.NONE, Names.NONE));
    DescriptorException e =
        assertThrows(DescriptorException.class, () -> new FragmentOrder(twins).relative());
    assertTrue(e.getMessage().startsWith("WEB-INF/lib/two.jar!/"), e::getMessage);
    assertTrue(e.getMessage().contains("WEB-INF/lib/one.jar"), e::getMessage);
  }

  private static FragmentOrder order(String fragments) {
    List<Fragment> parsed = new ArrayList<>();
    for (String text : words(fragments, " ")) {
      String before = text.contains("<") ? text.replaceAll(".*<|>.*", "") : "";
      String after = text.contains(">") ? text.replaceAll(".*>", "") : "";
      String name = text.replaceAll("[<>].*", "");
      boolean named = Character.isUpperCase(name.charAt(0));
      parsed.add(
          new Fragment(
              name, named ? Optional.of(name) : Optional.empty(), names(before), names(after)));
    }
    return new FragmentOrder(parsed);
  }

  private static List<String> words(String text, String separator) {
    List<String> words = new ArrayList<>(Arrays.asList(text.split(separator, -1)));
    words.removeIf(String::isBlank);
    return words;
  }

  private static Names names(String list) {
    Set<String> names = new LinkedHashSet<>(words(list, ","));
    boolean others = names.remove("others");
    return new Names(names, others);
  }

  static DescriptorSource source(String xml) {
    return new DescriptorSource(
        "WEB-INF/web.xml", xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
