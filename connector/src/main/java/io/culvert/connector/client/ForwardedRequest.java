package io.culvert.connector.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that came from a front end and is passed on as it came. Each char of a name or a value
 * is a byte (ISO-8859-1), as in {@link io.culvert.connector.wire.NameValuePairs}.
 *
 * @param params the meta-variables in the order they came, duplicates included
 * @param body sent as it is read, by another thread; not closed; empty if there is none
 */
public record ForwardedRequest(List<Map.Entry<String, String>> params, Optional<InputStream> body) {
  public ForwardedRequest {
    params = List.copyOf(params);
  }
}
