package io.culvert.connector.undertow;

import io.culvert.connector.cgi.CgiRequest;
import io.culvert.connector.connection.FcgiRequest;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HttpString;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file that a Filter is asked to filter (FastCGI Specification 1.0 §6.4).
 *
 * @param stream its bytes, as they arrive
 * @param length how many there are
 * @param lastModified when it was changed, in seconds since 1970, if the front end says
 */
record FilterData(InputStream stream, long length, OptionalLong lastModified) {
  static final AttachmentKey<FilterData> KEY = AttachmentKey.create(FilterData.class);

  /** Empty if the front end does not say how long the file is. */
  static Optional<FilterData> of(FcgiRequest request, CgiRequest<HttpString> cgi) {
    OptionalLong length = cgi.dataLength();
    if (length.isEmpty()) {
      return Optional.empty();
    }
    InputStream stream = new DataStream(request.data(), length.getAsLong());
    return Optional.of(new FilterData(stream, length.getAsLong(), cgi.dataLastModified()));
  }
}
