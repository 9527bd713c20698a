package io.culvert.connector.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.sun.management.ThreadMXBean;
import io.culvert.connector.wire.EncodedPairs;
import io.culvert.connector.wire.NameValuePairs;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNamesTest {

  private final AtomicInteger made = new AtomicInteger();
  private final HeaderNames<StringBuilder> names =
      new HeaderNames<>(
          name -> {
            made.incrementAndGet();
            return new StringBuilder(name);
          });

  @ParameterizedTest
  @CsvSource({
    "HTTP_ACCEPT_ENCODING, Accept-Encoding",
    "HTTP_DNT, Dnt",
    "HTTP_X_FORWARDED_FOR, X-Forwarded-For",
    "HTTP_MY_HEADER2, My-Header2",
    "HTTP_my_header, My-Header",
    "HTTP_X, X",
    "HTTP__X, -X",
    "HTTP_X__Y_, X--Y-",
    "HTTP_2ND, 2nd",
  })
  void parametersBecomeFieldNames(String parameter, String field) {
    assertEquals(field, name(parameter).name().toString());
    assertEquals(HeaderRule.PASS, name(parameter).rule());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP_",
        "HTTP_A B",
        "HTTP_A-B",
        "HTTP_A:B",
        "HTTP_A\r\nB",
        "HTTP_\u00c4",
        "HTTP_A.B",
        "HTTP_PROXY_FOO",
        "HTTP_CONTENT_length",
        "HTTP_proxy",
      })
  void whatIsNoFieldOrNotTheApplicationsHasNoName(String parameter) {
    assertNull(find(parameter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECTION",
        "KEEP_ALIVE",
        "TE",
        "TRAILER",
        "TRANSFER_ENCODING",
        "UPGRADE",
        "EXPECT",
        "HTTP2_SETTINGS",
        "PROXY",
        "PROXY_AUTHORIZATION",
        "PROXY_CONNECTION",
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
      })
  void fieldsOfTheConnectionAreDroppedHoweverTheyAreSpelled(String field) {
    assertDropped(find("HTTP_" + field));
    assertDropped(find("HTTP_" + field.charAt(0) + field.substring(1).toLowerCase(Locale.ROOT)));
  }

  @Test
  void usualAndLearntNamesAreMadeOnce() {
    assertSame(name("HTTP_HOST"), name("HTTP_HOST"));
    assertSame(name("HTTP_X_MY_OWN"), name("HTTP_X_MY_OWN"));
    int before = made.get();
    assertSame(name("HTTP_X_MY_OWN").name(), name("HTTP_X_MY_OWN").name());
    assertEquals(before, made.get());
  }

  @Test
  void inventedNamesDoNotDisplaceTheUsualOnes() {
    HeaderName<StringBuilder> cookie = name("HTTP_COOKIE");
    for (int i = 0; i < 20 * HeaderNames.LEARNT; i++) {
      assertEquals("X-Invented-" + i, name("HTTP_X_INVENTED_" + i).name().toString());
    }
    assertSame(cookie, name("HTTP_COOKIE"));
    HeaderName<StringBuilder> learntAgain = name("HTTP_X_MY_OWN");
    assertSame(learntAgain, name("HTTP_X_MY_OWN"));
  }

  @Test
  void veryLongNamesAreNotKept() {
    String longest = "HTTP_" + "X".repeat(HeaderNames.LONGEST_LEARNT - 5);
    assertSame(name(longest), name(longest));
    assertNotSame(name(longest + "X"), name(longest + "X"));
  }

  @Test
  void aLookupOfAKnownNameAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    NameValuePairs pairs = EncodedPairs.of("HTTP_USER_AGENT", "a", "HTTP_X_MY_OWN", "b").decode();
    lookUpBoth(pairs);
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      lookUpBoth(pairs);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    // 2000 lookups with one object each would be 32,000 bytes; the JVM itself may take a few
    assertEquals(0, allocated / 16_000, () -> allocated + " bytes for 2000 lookups");
  }

  private void lookUpBoth(NameValuePairs pairs) {
    if (names.get(pairs, 0) == null || names.get(pairs, 1) == null) {
      throw new AssertionError("unknown");
    }
  }

  private static void assertDropped(@Nullable HeaderName<?> name) {
    if (name != null) {
      assertEquals(HeaderRule.DROP, name.rule());
    }
  }

  private HeaderName<StringBuilder> name(String parameter) {
    HeaderName<StringBuilder> name = find(parameter);
    assertNotNull(name, parameter);
    return name;
  }

  private @Nullable HeaderName<StringBuilder> find(String parameter) {
    return names.get(EncodedPairs.of(parameter, "v").decode(), 0);
  }
}
