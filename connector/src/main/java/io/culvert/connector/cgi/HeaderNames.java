package io.culvert.connector.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.culvert.connector.wire.NameValuePairs;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes {@code HTTP_ACCEPT_ENCODING} to the caller's object for {@code Accept-Encoding},
 * without an object per request. The usual names are there from the start and for good. Others are
 * remembered in a table of {@value #LEARNT} slots in which the latest stays: clients that invent
 * names can make that table useless, but not large. Threads share it without a lock.
 *
 * @param <N> how the caller represents header names, for instance Undertow's {@code HttpString}
 */
public final class HeaderNames<N> {

  static final int LEARNT = 512;
  static final int LONGEST_LEARNT = 64;
  private static final String PREFIX = "HTTP_";
  private static final byte[] PREFIX_BYTES = PREFIX.getBytes(ISO_8859_1);

  private static final String USUAL =
      """
      ACCEPT ACCEPT_CHARSET ACCEPT_ENCODING ACCEPT_LANGUAGE ACCESS_CONTROL_REQUEST_HEADERS \
      ACCESS_CONTROL_REQUEST_METHOD AUTHORIZATION CACHE_CONTROL CDN_LOOP CONNECTION CONTENT_ENCODING \
      CONTENT_LENGTH CONTENT_TYPE COOKIE DATE DNT EXPECT FORWARDED FROM HOST IF_MATCH \
      IF_MODIFIED_SINCE IF_NONE_MATCH IF_RANGE IF_UNMODIFIED_SINCE KEEP_ALIVE LAST_EVENT_ID \
      MAX_FORWARDS ORIGIN PRAGMA PRIORITY PROXY PROXY_AUTHORIZATION PROXY_CONNECTION RANGE REFERER \
      SAVE_DATA SEC_CH_UA SEC_CH_UA_MOBILE SEC_CH_UA_PLATFORM SEC_FETCH_DEST SEC_FETCH_MODE \
      SEC_FETCH_SITE SEC_FETCH_USER SEC_GPC SEC_WEBSOCKET_EXTENSIONS SEC_WEBSOCKET_KEY \
      SEC_WEBSOCKET_PROTOCOL SEC_WEBSOCKET_VERSION TE TRACEPARENT TRACESTATE TRAILER \
      TRANSFER_ENCODING UPGRADE UPGRADE_INSECURE_REQUESTS USER_AGENT VIA WARNING X_CORRELATION_ID \
      X_CSRF_TOKEN X_FORWARDED_FOR X_FORWARDED_HOST X_FORWARDED_PORT X_FORWARDED_PREFIX \
      X_FORWARDED_PROTO X_HTTP_METHOD_OVERRIDE X_REAL_IP X_REQUEST_ID X_REQUESTED_WITH""";

  private final Function<String, N> factory;
  private final NameTable<HeaderName<N>> usual;
  private final AtomicReferenceArray<@Nullable Keyed<HeaderName<N>>> learnt;

  /**
   * @param factory makes the caller's object from a name like {@code Accept-Encoding}. What it is
   *     given holds only letters, digits and hyphens.
   */
  public HeaderNames(Function<String, N> factory) {
    this.factory = factory;
    this.usual =
        new NameTable<>(
            Arrays.stream(USUAL.split(" "))
                .collect(
                    toUnmodifiableMap(
                        name -> PREFIX + name, name -> HeaderName.of(name, factory))));
    this.learnt = new AtomicReferenceArray<>(LEARNT);
  }

  static boolean isHeader(NameValuePairs pairs, int pair) {
    return pairs.nameStartsWith(pair, PREFIX_BYTES);
  }

  /** The object for a field that does not come as an {@code HTTP_*} parameter. */
  N named(String fieldName) {
    return factory.apply(fieldName);
  }

  /** The name of a pair for which {@link #isHeader} is true; null if it is no header field. */
  @Nullable HeaderName<N> get(NameValuePairs pairs, int pair) {
    HeaderName<N> name = usual.get(pairs, pair);
    return name != null ? name : learnt(pairs, pair);
  }

  private @Nullable HeaderName<N> learnt(NameValuePairs pairs, int pair) {
    int slot = pairs.nameHash(pair) & (LEARNT - 1);
    Keyed<HeaderName<N>> known = learnt.getAcquire(slot);
    if (known != null && pairs.nameEquals(pair, known.key())) {
      return known.value();
    }
    String parameter = pairs.name(pair);
    String field = parameter.substring(PREFIX.length());
    if (HeaderRule.of(field) == HeaderRule.DROP) {
      return null;
    }
    HeaderName<N> name = HeaderName.of(field, factory);
    if (parameter.length() <= LONGEST_LEARNT) {
      learnt.setRelease(slot, new Keyed<>(parameter, name));
    }
    return name;
  }
}
